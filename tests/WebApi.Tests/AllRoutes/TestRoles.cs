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

    /// <summary>With these every route for anyone is tried: no token, one without rights, and one with all.</summary>
    private static readonly IReadOnlyList<string> ComparedAtOpenRoutes = ["anonymous", Compared, "admin"];

    private static readonly IReadOnlyList<string> Rotating = [.. OfSurface.Where(role => role != Compared)];

    private static readonly IReadOnlyList<string> RotatingAtOpenRoutes = [.. OfSurface.Except(ComparedAtOpenRoutes)];

    /// <summary>
    /// Whether a route is tried with a role. The routes of resources are made from declarations by the same code: lists and rows are tried
    /// with all roles but eight of <see cref="Sampled"/>, and related URLs and relationship URLs with four roles, other routes with others.
    /// "verified" is always tried, because the other roles are compared with it.
    /// </summary>
    public static bool IsTried(string role, string method, string route) =>
        role == Compared
        || (
            route.Contains("{key}/", StringComparison.Ordinal)
                ? IsChosen(role, method, route, Rotating, 4)
                : !Sampled.Contains(role) || IsChosen(role, method, route, Sampled, 2)
        );

    /// <summary>
    /// Whether a named route is tried with a role. One for anyone answers all roles alike, so it is tried with three roles and three of the
    /// others. All other named routes are tried with all roles.
    /// </summary>
    public static bool IsNamedRouteTried(string role, string method, string route, bool isForAnyone) =>
        !isForAnyone || ComparedAtOpenRoutes.Contains(role) || IsChosen(role, method, route, RotatingAtOpenRoutes, 3);

    /// <summary>Whether a role is one of those with which a route is tried, other routes with others.</summary>
    private static bool IsChosen(string role, string method, string route, IReadOnlyList<string> roles, int count)
    {
        var position = roles.ToList().IndexOf(role);
        if (position < 0)
            return false;
        // FNV-1a: the choice for a route stays when other routes come.
        var hash = $"{method} {route}".Aggregate(2166136261u, (value, c) => (value ^ c) * 16777619);
        return (position + roles.Count - (int)(hash % (uint)roles.Count)) % roles.Count < count;
    }

    /// <summary>An account with the address of the second tenant's rows, which it has not verified.</summary>
    public const string SameUnverifiedAddress = "same_unverified_address";
}
