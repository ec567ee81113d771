using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// The folder <c>postgres</c> of the data directory: the cluster, the locks, and who may connect. Where root runs the server and
/// PostgreSQL's account cannot enter the data directory (it is under <c>/root</c>, say), <c>postgres</c> is a link to a folder of /var/lib/openevent.
/// </summary>
internal sealed record PostgresHome(string Path, PostgresAccount Account)
{
    /// <summary>A Unix socket's path has 107 bytes; PostgreSQL's file name takes 17 of them and its lock file five more.</summary>
    private const int LongestSocketFolder = 107 - 17 - 5;

    /// <summary>pg_ctl passes paths through a shell, and the socket's folder is a list with commas.</summary>
    private static readonly SearchValues<char> Awkward = SearchValues.Create("\"'`$\\,\n");

    private static readonly string[] Roles = ["postgres", "openevent"];

    public string Cluster => System.IO.Path.Combine(Path, "cluster");

    public string StartingLock => System.IO.Path.Combine(Path, "starting.lock");

    public string UsersLock => System.IO.Path.Combine(Path, "users.lock");

    public string HostBasedAccess => System.IO.Path.Combine(Path, "hba.conf");

    public string Identities => System.IO.Path.Combine(Path, "ident.conf");

    /// <summary>Only the account can enter it (0700): the cluster itself, or where that path is too long a folder of /tmp.</summary>
    public string SocketFolder => Encoding.UTF8.GetByteCount(Cluster) <= LongestSocketFolder ? Cluster : $"/tmp/openevent-{Digest(Path)}";

    /// <summary>What a postmaster that was killed leaves, each with its process id.</summary>
    public IEnumerable<string> LockFiles =>
        [
            System.IO.Path.Combine(Cluster, "postmaster.pid"),
            System.IO.Path.Combine(SocketFolder, ".s.PGSQL.5432.lock"),
            System.IO.Path.Combine(SocketFolder, ".s.PGSQL.5432"),
        ];

    public static async Task<PostgresHome> PrepareAsync(EmbeddedPostgresOptions options, CancellationToken ct)
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetFullPath(options.DataDirectory), "postgres");
        if (path.AsSpan().ContainsAny(Awkward))
            throw new PostgresUnavailable(
                $"Data:Directory is {options.DataDirectory}: PostgreSQL cannot use a path with quotes, commas, $ or backslashes."
            );
        try
        {
            return await PrepareAsync(path, options.SharedRoot, ct);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new PostgresUnavailable($"Data:Directory is {options.DataDirectory}: {e.Message}", e);
        }
    }

    private static async Task<PostgresHome> PrepareAsync(string path, string sharedRoot, CancellationToken ct)
    {
        var parent = System.IO.Path.GetDirectoryName(path)!;
        MakeFolder(parent);
        var real = (await Command.RunAsync(["readlink", "-f", path], ct)).LastLine;
        var account = await PostgresAccount.FindAsync(System.IO.Path.Combine(real, "cluster"), ct);
        if (account.IsDropped && !Directory.Exists(path) && !await account.MayAsync("-x", parent, ct))
        {
            MakeFolder(sharedRoot);
            real = System.IO.Path.Combine(sharedRoot, Digest(path));
            MakeFolder(real);
            File.CreateSymbolicLink(path, real);
        }
        MakeFolder(real);
        if (!await account.MayAsync("-x", real, ct))
            throw new PostgresUnavailable(
                $"Data:Directory is {parent}: the user {account.Name}, who runs PostgreSQL, cannot enter {real}."
            );
        var home = new PostgresHome(real, account);
        if (Directory.Exists(home.Cluster) && !await account.MayAsync("-O", home.Cluster, ct))
            throw new PostgresUnavailable($"Data:Directory is {parent}: {home.Cluster} belongs to another user than {account.Name}.");
        return home;
    }

    /// <summary>Makes a folder in this one that only PostgreSQL's account can enter.</summary>
    public async Task MakePrivateAsync(string folder, CancellationToken ct)
    {
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (Account.IsDropped && !(await Command.RunAsync(["chown", "--no-dereference", Account.Name, folder], ct)).Succeeded)
            throw new PostgresUnavailable($"Data:Directory: {folder} could not be given to {Account.Name}, who runs PostgreSQL.");
    }

    /// <summary>Makes the socket's folder where that is not the cluster: in /tmp, where anybody may have been first.</summary>
    public async Task MakeSocketFolderAsync(CancellationToken ct)
    {
        if (SocketFolder == Cluster)
            return;
        await Command.RunAsync([.. Account.Prefix, "mkdir", "-m", "0700", SocketFolder], ct);
        var found = await Command.RunAsync(["stat", "-c", "%U %a %F", SocketFolder], ct);
        if (found.LastLine != $"{Account.Name} 700 directory")
            throw new PostgresUnavailable(
                $"{SocketFolder} is not {Account.Name}'s own ({found.LastLine}); remove it, or choose a shorter Data:Directory."
            );
    }

    public async Task RemoveSocketFolderAsync(CancellationToken ct)
    {
        if (SocketFolder != Cluster)
            await Command.RunAsync([.. Account.Prefix, "rmdir", SocketFolder], ct);
    }

    /// <summary>
    /// The kernel vouches for who connects (peer), so there is no password to keep: only the server's own user and root may.
    /// Rewritten at every start, as a data directory may have been given to another user.
    /// </summary>
    public async Task WriteAccessAsync(CancellationToken ct)
    {
        var users = new[] { Environment.UserName, "root" }.Distinct();
        var lines = from user in users from role in Roles select $"openevent \"{user}\" {role}\n";
        await WriteAsync(HostBasedAccess, "# Written by OpenEvent at each start.\nlocal all all peer map=openevent\n", ct);
        await WriteAsync(Identities, "# Written by OpenEvent at each start.\n" + string.Concat(lines), ct);
    }

    private static async Task WriteAsync(string path, string text, CancellationToken ct)
    {
        await File.WriteAllTextAsync(path, text, ct);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
    }

    /// <summary>For root 0711, so that PostgreSQL's account can pass; for everybody else 0700.</summary>
    private static void MakeFolder(string path)
    {
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var mode = Environment.IsPrivilegedProcess ? owner | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : owner;
        if (Directory.Exists(path))
            return;
        Directory.CreateDirectory(path, mode);
        File.SetUnixFileMode(path, mode); // whatever the umask took away
    }

    private static string Digest(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..12];
}
