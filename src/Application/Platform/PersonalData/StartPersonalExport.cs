using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Platform;

/// <summary>Starts the export of everything about the caller, at most twice a day.</summary>
[TokenModule(TokenModule.None)]
internal sealed record StartPersonalExport(ResourceKey User) : ICommand<Guid>
{
    internal sealed class Handler(IData data, IAuthorization authorization, ResourceCatalog catalog, IThrottle throttle, TaskStarter tasks)
        : IRequestHandler<StartPersonalExport, Guid>
    {
        private static readonly RateLimit PerUser = new("personal-export", 2, TimeSpan.FromDays(1));

        public async Task<Guid> Handle(StartPersonalExport command, CancellationToken ct)
        {
            authorization.RequireSignIn("Only the user themself may export their personal data.");
            var id = AccountKey.ReadId(command.User);
            var user = await data.Set<User>()
                .AsNoTracking()
                .Where(catalog.Of<User>().VisibleTo(authorization.Actor, trashed: false))
                .SingleOrDefaultAsync(u => u.Id == id, ct)
                ?? throw RejectedException.NotFound("user", command.User.Text);
            authorization.Require(UserPolicy.ExportPersonalData(authorization.Actor, user));
            await throttle.CountAsync([new RateLimitedAttempt(PerUser, id.ToString(CultureInfo.InvariantCulture))], ct);
            var parameters = new ExportTaskHandler.Parameters(null, null, new MediaSelection(), UserId: id);
            return (await tasks.StartAsync(PersonalExport.ExportKind, parameters, ct)).Key;
        }
    }
}
