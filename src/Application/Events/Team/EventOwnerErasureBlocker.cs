using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>An account cannot be erased while it owns an event that has not ended.</summary>
internal sealed class EventOwnerErasureBlocker(IData data, TimeProvider clock) : IAccountErasureBlocker
{
    private const int MaxNames = 10;

    public async Task<string?> FindReasonAsync(long userId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var events = await data.Set<UsersEventsRole>()
            .Where(r => r.UserId == userId && r.RoleId == Role.OwnerId && r.Event.DeletedAt == null && r.Event.EndsAt > now)
            .OrderBy(r => r.EventId)
            .Select(r => new { r.Event.Name, r.Event.Identifier })
            .Take(MaxNames)
            .ToListAsync(ct);
        return events.Count == 0
            ? null
            : $"Transfer or delete these events first: {string.Join(", ", events.Select(e => $"{e.Name} ({e.Identifier})"))}.";
    }
}
