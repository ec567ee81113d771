using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// The folder <c>postgres</c> of the data directory: the cluster, the locks, and who may connect. Where root runs the server and
/// PostgreSQL's account cannot enter the data directory (it is under <c>/root</c>, say), <c>postgres</c> is a link to a folder of /var/lib/openevent.
/// </summary>
internal sealed record PostgresDirectory(string Path, UnixAccount Account)
{
    /// <summary>A Unix socket's path has 107 bytes; PostgreSQL's file name takes 17 of them and its lock file five more.</summary>
    private const int MaxSocketFolderBytes = 107 - 17 - 5;

    /// <summary>pg_ctl passes paths through a shell, and the socket's folder is a list with commas.</summary>
    private static readonly SearchValues<char> UnsupportedCharacters = SearchValues.Create("\"'`$\\,\n");

    private static readonly string[] Roles = ["postgres", "openevent"];

    public string ClusterPath => System.IO.Path.Combine(Path, "cluster");

    public string StartLockPath => System.IO.Path.Combine(Path, "starting.lock");

    public string UsersLockPath => System.IO.Path.Combine(Path, "users.lock");

    public string HbaFilePath => System.IO.Path.Combine(Path, "hba.conf");

    public string IdentFilePath => System.IO.Path.Combine(Path, "ident.conf");

    /// <summary>Only the account can enter it (0700): the cluster itself, or where that path is too long a folder of /tmp.</summary>
    public string SocketFolder =>
        Encoding.UTF8.GetByteCount(ClusterPath) <= MaxSocketFolderBytes ? ClusterPath : $"/tmp/openevent-{HashPath(Path)}";

    /// <summary>What a postmaster that was killed leaves, each with its process id.</summary>
    public IEnumerable<string> StaleLockFiles =>
        [
            System.IO.Path.Combine(ClusterPath, "postmaster.pid"),
            System.IO.Path.Combine(SocketFolder, ".s.PGSQL.5432.lock"),
            System.IO.Path.Combine(SocketFolder, ".s.PGSQL.5432"),
        ];

    public static async Task<PostgresDirectory> PrepareAsync(EmbeddedPostgresOptions options, CancellationToken ct)
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetFullPath(options.DataDirectory), "postgres");
        if (path.AsSpan().ContainsAny(UnsupportedCharacters))
            throw new PostgresUnavailableException(
                $"Data:Directory is {options.DataDirectory}: PostgreSQL cannot use a path with quotes, commas, $ or backslashes."
            );
        try
        {
            return await PrepareAsync(path, options.SharedRoot, ct);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new PostgresUnavailableException($"Data:Directory is {options.DataDirectory}: {e.Message}", e);
        }
    }

    private static async Task<PostgresDirectory> PrepareAsync(string path, string sharedRoot, CancellationToken ct)
    {
        var parent = System.IO.Path.GetDirectoryName(path)!;
        CreateFolder(parent);
        var resolvedPath = (await ExternalCommand.RunAsync(["readlink", "-f", path], ct)).LastLine;
        var account = await UnixAccount.FindAsync(System.IO.Path.Combine(resolvedPath, "cluster"), ct);
        if (account.IsUnprivileged && !Directory.Exists(path) && !await account.TestFileAsync("-x", parent, ct))
        {
            CreateFolder(sharedRoot);
            resolvedPath = System.IO.Path.Combine(sharedRoot, HashPath(path));
            CreateFolder(resolvedPath);
            File.CreateSymbolicLink(path, resolvedPath);
        }
        CreateFolder(resolvedPath);
        if (!await account.TestFileAsync("-x", resolvedPath, ct))
            throw new PostgresUnavailableException(
                $"Data:Directory is {parent}: the user {account.Name}, who runs PostgreSQL, cannot enter {resolvedPath}."
            );
        var directory = new PostgresDirectory(resolvedPath, account);
        if (Directory.Exists(directory.ClusterPath) && !await account.TestFileAsync("-O", directory.ClusterPath, ct))
            throw new PostgresUnavailableException(
                $"Data:Directory is {parent}: {directory.ClusterPath} belongs to another user than {account.Name}."
            );
        return directory;
    }

    /// <summary>Makes a folder in this one that only PostgreSQL's account can enter.</summary>
    public async Task CreatePrivateFolderAsync(string folder, CancellationToken ct)
    {
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (Account.IsUnprivileged && !(await ExternalCommand.RunAsync(["chown", "--no-dereference", Account.Name, folder], ct)).Succeeded)
            throw new PostgresUnavailableException($"Data:Directory: {folder} could not be given to {Account.Name}, who runs PostgreSQL.");
    }

    /// <summary>Makes the socket's folder where that is not the cluster: in /tmp, where anybody may have been first.</summary>
    public async Task CreateSocketFolderAsync(CancellationToken ct)
    {
        if (SocketFolder == ClusterPath)
            return;
        await ExternalCommand.RunAsync([.. Account.CommandPrefix, "mkdir", "-m", "0700", SocketFolder], ct);
        var found = await ExternalCommand.RunAsync(["stat", "-c", "%U %a %F", SocketFolder], ct);
        if (found.LastLine != $"{Account.Name} 700 directory")
            throw new PostgresUnavailableException(
                $"{SocketFolder} is not {Account.Name}'s own ({found.LastLine}); remove it, or choose a shorter Data:Directory."
            );
    }

    public async Task RemoveSocketFolderAsync(CancellationToken ct)
    {
        if (SocketFolder != ClusterPath)
            await ExternalCommand.RunAsync([.. Account.CommandPrefix, "rmdir", SocketFolder], ct);
    }

    /// <summary>
    /// The kernel vouches for who connects (peer), so there is no password to keep: only the server's own user and root may.
    /// Rewritten at every start, as a data directory may have been given to another user.
    /// </summary>
    public async Task WriteAccessFilesAsync(CancellationToken ct)
    {
        var users = new[] { Environment.UserName, "root" }.Distinct();
        var lines = from user in users from role in Roles select $"openevent \"{user}\" {role}\n";
        await WriteFileAsync(HbaFilePath, "# Written by OpenEvent at each start.\nlocal all all peer map=openevent\n", ct);
        await WriteFileAsync(IdentFilePath, "# Written by OpenEvent at each start.\n" + string.Concat(lines), ct);
    }

    private static async Task WriteFileAsync(string path, string text, CancellationToken ct)
    {
        await File.WriteAllTextAsync(path, text, ct);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
    }

    /// <summary>For root 0711, so that PostgreSQL's account can pass; for everybody else 0700.</summary>
    private static void CreateFolder(string path)
    {
        const UnixFileMode ownerMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var mode = Environment.IsPrivilegedProcess ? ownerMode | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : ownerMode;
        if (Directory.Exists(path))
            return;
        Directory.CreateDirectory(path, mode);
        File.SetUnixFileMode(path, mode); // whatever the umask took away
    }

    private static string HashPath(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..12];
}
