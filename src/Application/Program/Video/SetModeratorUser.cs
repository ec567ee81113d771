using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>
/// Makes another user the moderator of a stream: the moderator's address becomes the user's. The actor must see the user. Moderators are
/// stored by address.
/// </summary>
/// <param name="UserId">Null: missing in the request, or not a number.</param>
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
            var email = await data.Set<User>()
                .Where(catalog.Of<User>().VisibleTo(authorization.Actor, trashed: false))
                .Where(u => u.Id == command.UserId && u.IsVerified)
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
