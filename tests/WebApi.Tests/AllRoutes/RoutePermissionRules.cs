using OpenEvent.WebApi.Endpoints;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>Compares the permission that a named route declares with the statuses that each role gets.</summary>
internal static class RoutePermissionRules
{
    private static readonly string[] Staff = ["admin", "super_admin"];
    private static readonly string[] Organizers = ["organizer", "owner", .. Staff];
    private static readonly string[] EventTeam = ["coorganizer", .. Organizers];

    /// <summary>The roles that a permission allows. All others are rejected.</summary>
    private static readonly Dictionary<RoutePermission, string[]> AllowedRoles = new()
    {
        [RoutePermission.SignedIn] = [.. TestRoles.OfSurface.Except(["anonymous"])],
        [RoutePermission.VerifiedUser] = [.. TestRoles.OfSurface.Except(["anonymous", "unverified", TestRoles.SameUnverifiedAddress])],
        [RoutePermission.Invitee] = Staff,
        [RoutePermission.SpeakerInvitee] = [],
        [RoutePermission.GroupOwner] = ["owner", .. Staff],
        [RoutePermission.Buyer] = ["buyer"],
        [RoutePermission.BuyerOrRegistrar] = ["buyer", "registrar", .. EventTeam],
        [RoutePermission.BuyerOrEventTeam] = ["buyer", .. EventTeam],
        [RoutePermission.OrderReader] = ["attendee", "buyer", .. EventTeam],
        [RoutePermission.TicketHolder] = [],
        [RoutePermission.StreamViewer] = EventTeam,
        [RoutePermission.SessionAuthor] = ["session_author", "speaker", .. EventTeam],
        [RoutePermission.Registrar] = ["registrar", .. EventTeam],
        [RoutePermission.EventTeam] = EventTeam,
        [RoutePermission.Organizers] = Organizers,
        [RoutePermission.InvoiceRecipient] = ["owner", .. Staff],
        [RoutePermission.InvoiceReader] = Organizers,
        [RoutePermission.RunOwner] = ["owner", .. Staff],
        [RoutePermission.RunOwnerOnly] = ["owner"],
        [RoutePermission.RunReader] = ["owner", .. Staff],
        [RoutePermission.ClassTeacher] = ["owner", .. Staff],
        [RoutePermission.Staff] = Staff,
        [RoutePermission.TaskOwner] = ["owner"],
        [RoutePermission.AccountOwner] = ["owner"],
        [RoutePermission.AccountOwnerOrSuperAdmin] = ["owner", "super_admin"],
    };

    /// <summary>By the name of the permission, finds what is wrong with a line; null if nothing is.</summary>
    private static readonly Dictionary<string, Func<SurfaceLine, string?>> Rules = CreateRules();

    /// <summary>The names of the permissions that have a rule.</summary>
    public static IReadOnlyCollection<string> Names => Rules.Keys;

    /// <summary>The roles that a permission rejects. Empty if it depends on more than the role.</summary>
    public static IEnumerable<string> FindRejectedRoles(RoutePermission permission) =>
        AllowedRoles.TryGetValue(permission, out var allowed) ? TestRoles.OfSurface.Except(allowed) : [];

    /// <summary>What contradicts the permission of each named route. JSON:API routes have a policy and are skipped.</summary>
    public static List<string> FindViolations(IEnumerable<SurfaceLine> lines) =>
        [
            .. lines
                .Where(line => !line.Policy.EndsWith("Policy", StringComparison.Ordinal))
                .Select(line => (Line: line, Problem: FindViolation(line)))
                .Where(found => found.Problem is not null)
                .Select(found => $"{found.Line} ({found.Line.Policy}): {found.Problem}"),
        ];

    private static Dictionary<string, Func<SurfaceLine, string?>> CreateRules()
    {
        var rules = new Dictionary<string, Func<SurfaceLine, string?>>
        {
            [RoutePermission.Anyone.Name] = FindDifferenceBetweenRoles,
            [RoutePermission.AnyoneIgnoringToken.Name] = FindDifferenceBetweenRoles,
            [RoutePermission.RefreshToken.Name] = FindSuccess,
            [RoutePermission.PaymentProvider.Name] = FindSuccess,
        };
        foreach (var (permission, roles) in AllowedRoles)
            rules[permission.Name] = line => FindWrongRole(line, roles);
        return rules;
    }

    private static string? FindViolation(SurfaceLine line) =>
        Rules.TryGetValue(line.Policy, out var rule) ? rule(line) : "the route declares no known permission";

    /// <summary>
    /// Everyone may use the route, so everyone gets the same status. It may be 401 if the credentials in the body are wrong.
    /// </summary>
    private static string? FindDifferenceBetweenRoles(SurfaceLine line) =>
        line["anonymous"] == 403 ? "anonymous gets 403"
        : line.Statuses.Distinct().Count() > 1 ? "the roles get different statuses"
        : null;

    /// <summary>The test roles have neither a refresh token nor a provider's signature.</summary>
    private static string? FindSuccess(SurfaceLine line) =>
        TestRoles.OfSurface.Where(role => line[role] is >= 200 and < 300).Select(role => $"{role} gets {line[role]}").FirstOrDefault();

    private static string? FindWrongRole(SurfaceLine line, string[] allowed)
    {
        if (line["anonymous"] != 401)
            return $"anonymous gets {line["anonymous"]}, not 401";
        // Wrong credentials in the body get 401 whatever the role is.
        if (line.Statuses.All(status => status == 401))
            return null;
        return TestRoles
            .OfSurface.Except(["anonymous"])
            .Where(role => line[role] is 401 || (allowed.Contains(role) ? line[role] is 403 : line[role] is not (403 or 404)))
            .Select(role => $"{role} gets {line[role]}")
            .FirstOrDefault();
    }
}
