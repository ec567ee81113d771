using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>An account cannot be deleted while it owns an event that is not deleted.</summary>
internal sealed class EventOwnerDeletionBlocker(IData data) : IAccountDeletionBlocker
{
    public async Task<string?> FindReasonAsync(long userId, CancellationToken ct) =>
        await data.Set<UsersEventsRole>().AnyAsync(r => r.UserId == userId && r.RoleId == Role.OwnerId && r.Event.DeletedAt == null, ct)
            ? "Users associated with events cannot be deleted. Transfer or delete the events first."
            : null;
}
