using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>Queries for the event team, as recipients of e-mails and notifications.</summary>
internal static class EventTeam
{
    private static readonly Expression<Func<UsersEventsRole, TeamMember>> ToMember = r => new TeamMember(
        r.EventId,
        r.UserId,
        r.User.Email,
        r.User.FullName,
        r.RoleId,
        r.User.IsVerified && !r.User.IsBlocked && !r.User.IsServiceAccount
    );

    private static readonly CompiledQuery<Func<DbContext, long, IAsyncEnumerable<PurchaseRecipient>>> PurchaseRecipients = new(() =>
        EF.CompileAsyncQuery(
            (DbContext db, long eventId) =>
                db.Set<UsersEventsRole>()
                    .Where(r => r.EventId == eventId && r.RoleId <= Role.CoorganizerId && r.User.DeletedAt == null)
                    .OrderBy(r => r.RoleId)
                    .ThenBy(r => r.UserId)
                    .Select(r => new PurchaseRecipient(
                        new TeamMember(
                            r.EventId,
                            r.UserId,
                            r.User.Email,
                            r.User.FullName,
                            r.RoleId,
                            r.User.IsVerified && !r.User.IsBlocked && !r.User.IsServiceAccount
                        ),
                        !db.Set<EmailNotification>()
                            .Any(n => n.EventId == eventId && n.UserId == r.UserId && n.DeletedAt == null && n.AfterTicketPurchase == false)
                    ))
        )
    );

    /// <summary>Owner, organizers and co-organizers of the event, and who of them gets the e-mail about a purchase.</summary>
    public static async Task<List<PurchaseRecipient>> GetPurchaseRecipientsAsync(this IData data, long eventId, CancellationToken ct)
    {
        var (db, recipients) = PurchaseRecipients.For(data.Set<UsersEventsRole>());
        return await recipients(db, eventId).ToListAsync(ct);
    }

    /// <summary>Owner, organizers and co-organizers of the event, the owner first.</summary>
    public static Task<List<TeamMember>> GetTeamAsync(this IData data, long eventId, CancellationToken ct) =>
        data.TeamRoles(eventId).ToTeamMembersAsync(ct);

    /// <summary>Owner and organizers of each of these events.</summary>
    public static async Task<ILookup<long, TeamMember>> GetOrganizersAsync(
        this IData data,
        IReadOnlyCollection<long> eventIds,
        CancellationToken ct
    )
    {
        var members = await data.Set<UsersEventsRole>()
            .AsNoTracking()
            .Where(r => eventIds.Contains(r.EventId) && r.RoleId <= Role.OrganizerId && r.User.DeletedAt == null)
            .ToTeamMembersAsync(ct);
        return members.ToLookup(m => m.EventId);
    }

    /// <summary>The members of the event team who have not declined this kind of e-mail.</summary>
    /// <param name="preference">The e-mail preference to check, e.g. <c>n =&gt; n.NewPaper</c>.</param>
    public static Task<List<TeamMember>> GetTeamAsync(
        this IData data,
        long eventId,
        Expression<Func<EmailNotification, bool?>> preference,
        CancellationToken ct
    )
    {
        var declined = data.UserIdsDeclining(eventId, preference);
        return data.TeamRoles(eventId).Where(r => !declined.Contains(r.UserId)).ToTeamMembersAsync(ct);
    }

    /// <summary>
    /// The users who have declined this kind of e-mail about the event, in the team or not. Use it to exclude other recipients.
    /// </summary>
    public static IQueryable<long> UserIdsDeclining(this IData data, long eventId, Expression<Func<EmailNotification, bool?>> preference)
    {
        var isDeclined = Expression.Lambda<Func<EmailNotification, bool>>(
            Expression.Equal(preference.Body, Expression.Constant(false, typeof(bool?))),
            preference.Parameters
        );
        return data.Set<EmailNotification>()
            .Where(n => n.EventId == eventId && n.DeletedAt == null)
            .Where(isDeclined)
            .Select(n => n.UserId);
    }

    private static IQueryable<UsersEventsRole> TeamRoles(this IData data, long eventId) =>
        data.Set<UsersEventsRole>()
            .AsNoTracking()
            .Where(r => r.EventId == eventId && r.RoleId <= Role.CoorganizerId && r.User.DeletedAt == null);

    private static Task<List<TeamMember>> ToTeamMembersAsync(this IQueryable<UsersEventsRole> roles, CancellationToken ct) =>
        roles.OrderBy(r => r.RoleId).ThenBy(r => r.UserId).Select(ToMember).ToListAsync(ct);
}
