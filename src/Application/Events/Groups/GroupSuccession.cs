using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>
/// Gives the groups of an account that is deleted to their oldest organizers. A group without an organizer is deleted. Otherwise nobody
/// could end the rights of its organizers. The account also loses its own roles in groups.
/// </summary>
internal sealed class GroupSuccession(IData data, TimeProvider clock) : IAccountDeletionStep
{
    public async Task RunAsync(User user, Grant grant, CancellationToken ct)
    {
        var groups = await data.Set<Group>().Where(g => g.UserId == user.Id && g.DeletedAt == null).OrderBy(g => g.Id).ToListAsync(ct);
        foreach (var group in groups)
        {
            await data.LockRowAsync<Group>(group.Id, ct);
            if (await FindOldestOrganizerAsync(group.Id, user.Id, ct) is { } successor)
            {
                grant.Change(group, nameof(Group.UserId));
                group.UserId = successor;
            }
            else
            {
                grant.Trash(group);
                group.DeletedAt = clock.GetUtcNow();
            }
        }

        var roles = await data.Set<UsersGroupsRole>().Where(r => r.UserId == user.Id).ToListAsync(ct);
        grant.Remove<UsersGroupsRole>(r => r.UserId == user.Id);
        data.Set<UsersGroupsRole>().RemoveRange(roles);
    }

    /// <summary>The id of a row grows with the time of the invite.</summary>
    private Task<long?> FindOldestOrganizerAsync(long groupId, long formerOwner, CancellationToken ct) =>
        data.Set<UsersGroupsRole>()
            .Where(r => r.GroupId == groupId && r.RoleId == Role.OrganizerId && r.Accepted && r.UserId != formerOwner)
            .Where(r => r.User != null && r.User.DeletedAt == null && r.User.IsVerified && !r.User.IsBlocked)
            .OrderBy(r => r.Id)
            .Select(r => r.UserId)
            .FirstOrDefaultAsync(ct);
}
