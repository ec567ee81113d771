using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Changes a video channel, and encrypts its secrets.</summary>
internal sealed record UpdateVideoChannel(VideoChannel Row, Changes<VideoChannel> Changes) : ICommand<VideoChannel>
{
    internal sealed class Handler(IAuthorization authorization, VideoChannelSecrets secrets, TimeProvider clock)
        : IRequestHandler<UpdateVideoChannel, VideoChannel>
    {
        private static readonly StaffManagedPolicy<VideoChannel> Policy = new();

        public async Task<VideoChannel> Handle(UpdateVideoChannel command, CancellationToken ct)
        {
            var (row, changes) = command;
            authorization.Require(Policy.Update(authorization.Actor, row, changes)).Change(row, changes);
            changes.ApplyTo(row);
            var (isNewKey, isNewExtra) = (changes.ContainsAny(nameof(row.ApiKey)), changes.ContainsAny(nameof(row.Extra)));
            await secrets.EncryptAsync(row, isNewKey, isNewExtra, ct);
            row.ModifiedAt = clock.GetUtcNow();
            return row;
        }
    }
}
