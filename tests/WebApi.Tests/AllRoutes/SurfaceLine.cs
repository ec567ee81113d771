namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>One line of <c>surface.txt</c>: a route and the statuses of its responses.</summary>
/// <param name="Policy">The policy of a JSON:API route, or the permission of a named route; <c>-</c> if it has none.</param>
/// <param name="Statuses">
/// One for each of <see cref="TestRoles.OfSurface"/>; 0 if no user has the role in the tenant, or if the route is not tried with it.
/// </param>
internal sealed record SurfaceLine(string Method, string Route, string Policy, IReadOnlyList<int> Statuses)
{
    /// <summary>Stands for the status of a role that nobody has in the tenant.</summary>
    public const char NoUser = '-';

    /// <summary>Stands for the status of a role with which the route is not tried: <see cref="TestRoles.IsTried"/>.</summary>
    public const char NotTried = '.';

    public int this[string role] => Statuses[TestRoles.OfSurface.ToList().IndexOf(role)];

    /// <summary>Reads the lines of the file without its header.</summary>
    public static List<SurfaceLine> Parse(IEnumerable<string> lines) =>
        [
            .. lines
                .Where(line => line.Length > 0 && line[0] is not '#')
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(parts => new SurfaceLine(
                    parts[0],
                    parts[1],
                    parts[2],
                    [.. parts[3..].Select(status => status[0] is NoUser or NotTried ? 0 : int.Parse(status))]
                )),
        ];

    public override string ToString() => $"{Method} {Route}";
}
