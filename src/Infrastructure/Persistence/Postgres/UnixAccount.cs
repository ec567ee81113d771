namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// The Unix account that PostgreSQL runs as: the server's own, unless that is root. PostgreSQL does not run as root, so root switches with
/// <c>setpriv</c> to the cluster's owner or, for a new cluster, to <c>postgres</c> or <c>nobody</c>.
/// </summary>
internal sealed record UnixAccount(string Name, IReadOnlyList<string> CommandPrefix)
{
    public bool IsUnprivileged => CommandPrefix.Count > 0;

    public static async Task<UnixAccount> FindAsync(string cluster, CancellationToken ct)
    {
        if (!Environment.IsPrivilegedProcess && Environment.UserName is { Length: > 0 } name)
            return new UnixAccount(name, []);
        if (!Environment.IsPrivilegedProcess)
            throw new PostgresUnavailableException(
                "PostgreSQL requires an entry for the current user in /etc/passwd. Add one, or set Database:ConnectionString."
            );
        var owner = Directory.Exists(cluster) ? (await ExternalCommand.RunAsync(["stat", "-c", "%U", cluster], ct)).LastLine : "";
        foreach (var candidate in new[] { owner, "postgres", "nobody" })
        {
            if (candidate is not ("" or "root" or "UNKNOWN") && (await ExternalCommand.RunAsync(["id", "-u", candidate], ct)).Succeeded)
                return await DropPrivilegesToAsync(candidate, ct);
        }
        throw new PostgresUnavailableException(
            "PostgreSQL does not run as root, and there is no user postgres or nobody. Add one, or set Database:ConnectionString."
        );
    }

    public async Task<bool> TestFileAsync(string test, string path, CancellationToken ct) =>
        (await ExternalCommand.RunAsync([.. CommandPrefix, "test", test, path], ct)).Succeeded;

    private static async Task<UnixAccount> DropPrivilegesToAsync(string name, CancellationToken ct)
    {
        string[] prefix =
        [
            "setpriv",
            $"--reuid={name}",
            $"--regid={(await ExternalCommand.RunAsync(["id", "-g", name], ct)).LastLine}",
            "--clear-groups",
            "--",
        ];
        var trial = await ExternalCommand.RunAsync([.. prefix, "true"], ct);
        return trial.Succeeded
            ? new UnixAccount(name, prefix)
            : throw new PostgresUnavailableException(
                $"Root could not switch to {name} to run PostgreSQL ({trial.LastLine}). "
                    + "Install util-linux, or set Database:ConnectionString."
            );
    }
}
