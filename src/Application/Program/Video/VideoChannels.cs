using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>The video services of the platform. Everyone sees their names; staff see how to use their APIs.</summary>
internal sealed class VideoChannels : EditableResource<VideoChannel>
{
    /// <summary>Why the policy of channels is not asked about their use (<c>DecidedByThisEnd</c>).</summary>
    public const string UseReason = "The platform offers its video services to the streams of every event.";

    public VideoChannels()
    {
        Attribute(c => c.ApiKey).MaxLength(500).Private().NotFilterable();
        Attribute(c => c.ApiUrl).Url().Private();
        Attribute(c => c.CreatedAt).ReadOnly();
        Attribute(c => c.Extra).Json().Private();
        Attribute(c => c.ModifiedAt).ReadOnly();
        Attribute(c => c.Name).Required().MaxLength(200);
        Attribute(c => c.Provider).Required().MaxLength(100);
        Attribute(c => c.Url).Required().Url();
        Before(WriteOperation.Create, StampAsync);
        Before(WriteOperation.Update, StampAsync);
    }

    public override Policy<VideoChannel> Policy { get; } = new StaffManagedPolicy<VideoChannel>();

    private static Task StampAsync(VideoChannel row, Changes<VideoChannel> changes, HookContext context, CancellationToken ct)
    {
        row.ModifiedAt = context.Clock.GetUtcNow();
        return Task.CompletedTask;
    }
}
