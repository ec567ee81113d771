using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>
/// The video services of the platform. Everyone sees their names; staff see the URLs of their APIs. Nobody reads their secrets: they are
/// encrypted in the database, and answers show only whether there is one.
/// </summary>
internal sealed class VideoChannels : EditableResource<VideoChannel>
{
    /// <summary>Why the policy of channels is not asked about their use (<c>DecidedByThisEnd</c>).</summary>
    public const string UseReason = "The platform offers its video services to the streams of every event.";

    public VideoChannels()
    {
        Attribute(c => c.ApiKey).MaxLength(500).Private().NotFilterable().Masked();
        Attribute(c => c.ApiUrl).Url().Private();
        Attribute(c => c.CreatedAt).ReadOnly();
        Attribute(c => c.Extra).Json().Private().Masked();
        Attribute(c => c.ModifiedAt).ReadOnly();
        Attribute(c => c.Name).Required().MaxLength(200);
        Attribute(c => c.Provider).Required().MaxLength(100);
        Attribute(c => c.Url).Required().Url();
        CreatedBy(draft => new CreateVideoChannel(draft.Row));
        UpdatedBy((row, changes) => new UpdateVideoChannel(row, changes));
    }

    public override Policy<VideoChannel> Policy { get; } = new StaffManagedPolicy<VideoChannel>();
}
