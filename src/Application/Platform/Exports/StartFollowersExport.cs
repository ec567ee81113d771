using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Platform;

/// <summary>Starts the export of the followers of a group, for its owner.</summary>
internal sealed record StartFollowersExport(ResourceKey Group) : ICommand<Guid>
{
    internal sealed class Handler(IData data, IAuthorization authorization, ResourceCatalog catalog, ExportStarter exports)
        : IRequestHandler<StartFollowersExport, Guid>
    {
        public async Task<Guid> Handle(StartFollowersExport command, CancellationToken ct)
        {
            authorization.RequireSignIn("Only the owner of the group may do this.");
            var group = await data.Set<Group>()
                .AsNoTracking()
                .Where(command.Group.Matches(catalog.Of<Group>()))
                .SingleOrDefaultAsync(g => g.DeletedAt == null, ct)
                ?? throw RejectedException.NotFound("group", command.Group.Text);
            authorization.Require(GroupPolicy.ExportFollowers(authorization.Actor, group));
            var parameters = new ExportTaskHandler.Parameters(null, null, new MediaSelection(), group.Id);
            return await exports.StartAsync(FollowersTable.Kind, parameters, ct);
        }
    }
}
