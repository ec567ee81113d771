namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>
/// The roles of the surface file: those of the event itself, those of another event, which have a prime, and those that depend on a row
/// (<see cref="RowRoles"/>).
/// </summary>
public static class TestRoles
{
    /// <summary>The roles in one event.</summary>
    public static IReadOnlyList<string> OfTenant { get; } =
    ["attendee", "buyer", "registrar", "moderator", "track_organizer", "coorganizer", "organizer", "owner"];

    /// <summary>All but those that depend on a row.</summary>
    public static IReadOnlyList<string> All { get; } =
    ["anonymous", "unverified", "verified", .. OfTenant, "admin", "super_admin", .. OfTenant.Select(r => r + "'")];

    /// <summary>The roles that depend on a row. Attendees and buyers do too, but each tenant has them.</summary>
    public static IReadOnlyList<string> OfRow { get; } = ["session_author", "speaker", "invitee", "former_member", SameUnverifiedAddress];

    /// <summary>The columns of the surface file.</summary>
    public static IReadOnlyList<string> OfSurface { get; } = [.. All, .. OfRow];

    /// <summary>
    /// The roles that add no rights at the rows of the surface file: those of another event, people who are invited and people who have
    /// left. Each has the status of a verified user on every route.
    /// </summary>
    public static IReadOnlyList<string> Sampled { get; } = [.. OfTenant.Select(r => r + "'"), "invitee", "former_member"];

    private const string Compared = "verified";

    private static readonly IReadOnlyList<string> Rotating = [.. OfSurface.Where(role => role != Compared)];

    /// <summary>
    /// Whether a route is tried with a role. Named routes are tried with all roles. The routes of resources are made from declarations by
    /// the same code: lists and rows are tried with all roles but eight of <see cref="Sampled"/>, and related URLs and relationship URLs
    /// with four roles, other routes with others. "verified" is always tried, because the other roles are compared with it.
    /// </summary>
    public static bool IsTried(string role, string method, string route, bool isResourceRoute)
    {
        if (!isResourceRoute || role == Compared)
            return true;
        var isOfRelationship = route.Contains("{key}/", StringComparison.Ordinal);
        var (rotating, count) = isOfRelationship ? (Rotating, 4) : (Sampled, 2);
        var position = rotating.ToList().IndexOf(role);
        if (position < 0)
            return true;
        // FNV-1a: the choice for a route stays when other routes come.
        var hash = $"{method} {route}".Aggregate(2166136261u, (value, c) => (value ^ c) * 16777619);
        return (position + rotating.Count - (int)(hash % (uint)rotating.Count)) % rotating.Count < count;
    }

    /// <summary>An account with the address of the second tenant's rows, which it has not verified.</summary>
    public const string SameUnverifiedAddress = "same_unverified_address";
}
