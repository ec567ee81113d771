using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>
/// Rejects a create at the URL of another user. The row belongs to the caller, so the answer would contradict the URL. Staff may use any
/// user's URL.
/// </summary>
[TokenModule(TokenModule.Shared)]
internal sealed record RequireOwnUrl(ResourceKey User) : IRequest<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization, ResourceCatalog catalog) : IRequestHandler<RequireOwnUrl, Unit>
    {
        public async Task<Unit> Handle(RequireOwnUrl query, CancellationToken ct)
        {
            var actor = authorization.Actor;
            authorization.RequireSignIn("Sign in first.");
            var users = catalog.Of<User>();
            var id = await data.Set<User>()
                .Where(users.VisibleTo(actor, trashed: false))
                .Where(query.User.Matches(users))
                .Select(u => (long?)u.Id)
                .SingleOrDefaultAsync(ct)
                ?? throw RejectedException.NotFound(users.Type, query.User.Text);
            authorization.Require(
                Decision.AllowIf(actor.IsStaff || actor.IsUser(id), "Only the user themselves creates this at their URL.")
            );
            return Unit.Value;
        }
    }
}
