using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Creates the rows that every database has: the settings, the sizes of pictures, and the permissions of the roles. The server runs it at
/// startup; rows that exist stay as they are. Several servers may run it at the same time.
/// </summary>
public sealed record SeedPlatform : ICommand<Unit>
{
    /// <summary>The key of the advisory lock under which the rows are created.</summary>
    private const long AdvisoryLockKey = 0x0E_5EED;

    internal sealed class Handler(IData data, IAuthorization authorization) : IRequestHandler<SeedPlatform, Unit>
    {
        public async Task<Unit> Handle(SeedPlatform command, CancellationToken ct)
        {
            var grant = authorization.AsServer();
            await data.ExecuteSqlAsync(DirectWrites.LockFirstRows, $"SELECT pg_advisory_xact_lock({AdvisoryLockKey})", ct);
            await AddAsync(grant, [new Setting { Id = Setting.OnlyId }], ct);
            await AddAsync(grant, [new EventImageSize { Id = EventImageSize.OnlyId }], ct);
            await AddAsync(grant, [new SpeakerImageSize { Id = SpeakerImageSize.OnlyId }], ct);
            await AddAsync(grant, PermissionArea.Names.Select((name, i) => new PermissionArea { Id = i + 1, Name = name }), ct);
            await AddAsync(grant, EventRolePermission.CreateDefaults(), ct);
            return Unit.Value;
        }

        private async Task AddAsync<T>(Grant grant, IEnumerable<T> rows, CancellationToken ct)
            where T : Entity
        {
            if (await data.Set<T>().AnyAsync(ct))
                return;
            List<T> all = [.. rows];
            grant.Create<T>(all.Contains);
            data.Set<T>().AddRange(all);
            await data.SaveChangesAsync(ct);
        }
    }
}
