using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Hands the moderation of a stream to another address, which is invited.</summary>
internal sealed record UpdateVideoStreamModerator(VideoStreamModerator Row, Changes<VideoStreamModerator> Changes)
    : ICommand<VideoStreamModerator>
{
    internal sealed class Handler(IData data, IAuthorization authorization, ModeratorInviteSender invites)
        : IRequestHandler<UpdateVideoStreamModerator, VideoStreamModerator>
    {
        private static readonly VideoStreamModeratorPolicy Policy = new();

        public async Task<VideoStreamModerator> Handle(UpdateVideoStreamModerator command, CancellationToken ct)
        {
            var (row, changes) = command;
            authorization.Require(Policy.Update(authorization.Actor, row, changes)).Change(row, changes);
            if (changes.IsEmpty)
                return row;
            changes.ApplyTo(row);
            await data.SaveChangesAsync(ct);
            if (changes.ContainsAny(nameof(VideoStreamModerator.Email)))
                await invites.EnqueueAsync(row, ct);
            return row;
        }
    }
}
