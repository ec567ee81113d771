namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// The Unix account that PostgreSQL runs as. It is the server's own, except for root: PostgreSQL refuses root, so root drops to
/// the cluster's owner, or for a new cluster to <c>postgres</c> or else <c>nobody</c>, by <c>setpriv</c>.
/// </summary>
internal sealed record PostgresAccount(string Name, IReadOnlyList<string> Prefix)
{
    public bool IsDropped => Prefix.Count > 0;

    public static async Task<PostgresAccount> FindAsync(string cluster, CancellationToken ct)
    {
        if (!Environment.IsPrivilegedProcess && Environment.UserName is { Length: > 0 } name)
            return new PostgresAccount(name, []);
        if (!Environment.IsPrivilegedProcess)
            throw new PostgresUnavailable(
                "This user has no entry in /etc/passwd and PostgreSQL needs one; add it, or set Database:ConnectionString."
            );
        var owner = Directory.Exists(cluster) ? (await Command.RunAsync(["stat", "-c", "%U", cluster], ct)).LastLine : "";
        foreach (var candidate in new[] { owner, "postgres", "nobody" })
        {
            if (candidate is not ("" or "root" or "UNKNOWN") && (await Command.RunAsync(["id", "-u", candidate], ct)).Succeeded)
                return await DroppedToAsync(candidate, ct);
        }
        throw new PostgresUnavailable(
            "PostgreSQL does not run as root and there is no user postgres or nobody; add one, or set Database:ConnectionString."
        );
    }

    public async Task<bool> MayAsync(string test, string path, CancellationToken ct) =>
        (await Command.RunAsync([.. Prefix, "test", test, path], ct)).Succeeded;

    private static async Task<PostgresAccount> DroppedToAsync(string name, CancellationToken ct)
    {
        string[] prefix =
        [
            "setpriv",
            $"--reuid={name}",
            $"--regid={(await Command.RunAsync(["id", "-g", name], ct)).LastLine}",
            "--clear-groups",
            "--",
        ];
        var trial = await Command.RunAsync([.. prefix, "true"], ct);
        return trial.Succeeded
            ? new PostgresAccount(name, prefix)
            : throw new PostgresUnavailable(
                $"Root cannot become {name} to run PostgreSQL ({trial.LastLine}); install util-linux, or set Database:ConnectionString."
            );
    }
}
