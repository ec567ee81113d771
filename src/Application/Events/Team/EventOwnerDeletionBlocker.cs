using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>Whoever owns an event has to hand it over or delete it before he leaves.</summary>
internal sealed class EventOwnerDeletionBlocker(IData data) : IAccountDeletionBlocker
{
    public async Task<string?> FindReasonAsync(long userId, CancellationToken ct) =>
        await data.Set<UsersEventsRole>().AnyAsync(r => r.UserId == userId && r.RoleId == Role.OwnerId && r.Event.DeletedAt == null, ct)
            ? "Users associated with events cannot be deleted: hand your events over or delete them first."
            : null;
}
