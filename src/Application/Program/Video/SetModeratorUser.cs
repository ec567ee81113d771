using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>
/// Makes another user the moderator of a stream: the moderator's address becomes the user's. The actor must know the address: it is their
/// own, or that of a member of the event's team. Staff know all addresses. Moderators are stored by address.
/// </summary>
/// <param name="UserId">Null: missing in the request, or not a number.</param>
[ReadOnlyForTokens]
internal sealed record SetModeratorUser(ResourceKey Key, long? UserId) : ICommand<VideoStreamModerator>
{
    internal sealed class Handler(IData data, IAuthorization authorization, ResourceCatalog catalog, IMediator mediator)
        : IRequestHandler<SetModeratorUser, VideoStreamModerator>
    {
        private static readonly VideoStreamModeratorPolicy Policy = new();

        public async Task<VideoStreamModerator> Handle(SetModeratorUser command, CancellationToken ct)
        {
            authorization.RequireSignIn("Co-organizer access is required.");
            var moderators = catalog.Of<VideoStreamModerator>();
            var row = await data.Set<VideoStreamModerator>()
                .Where(moderators.VisibleTo(authorization.Actor, trashed: false))
                .Where(command.Key.Matches(moderators))
                .SingleOrDefaultAsync(ct)
                ?? throw RejectedException.NotFound(moderators.Type, command.Key.Text);
            authorization.Require(Policy.Update(authorization.Actor, row, Changes<VideoStreamModerator>.None));
            var (actor, isStaff) = (authorization.Actor.UserId, authorization.Actor.IsStaff);
            var team = data.Set<UsersEventsRole>().Where(r => r.EventId == row.EventId);
            var email = await data.Set<User>()
                .Where(u => u.Id == command.UserId && u.IsVerified && u.DeletedAt == null)
                .Where(u => isStaff || u.Id == actor || team.Any(r => r.UserId == u.Id))
                .Select(u => u.Email)
                .SingleOrDefaultAsync(ct)
                ?? throw RejectedException.NotFound("user", $"{command.UserId}", "/data/id");
            var change = moderators.FindField("email")!.Read(JsonSerializer.SerializeToElement(email));
            return await mediator.Send(
                new UpdateVideoStreamModerator(row, new Changes<VideoStreamModerator>([change]).ThatWouldChange(row)),
                ct
            );
        }
    }
}
