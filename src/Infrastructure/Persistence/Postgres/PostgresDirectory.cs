using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// The folder <c>postgres</c> of the data directory, with the cluster, the locks and the access files. When root runs the server and
/// PostgreSQL's account cannot enter the data directory (for example under <c>/root</c>), <c>postgres</c> is a symbolic link to a folder in
/// /var/lib/openevent.
/// </summary>
internal sealed record PostgresDirectory(string Path, UnixAccount Account)
{
    /// <summary>
    /// The path of a Unix socket has at most 107 bytes (unix(7)). PostgreSQL's file name takes 17 and its lock file 5 more.
    /// </summary>
    private const int MaxSocketFolderBytes = 107 - 17 - 5;

    /// <summary>pg_ctl passes paths through a shell, and <c>unix_socket_directories</c> is a comma-separated list.</summary>
    private static readonly SearchValues<char> UnsupportedCharacters = SearchValues.Create("\"'`$\\,\n");

    private static readonly string[] Roles = ["postgres", "openevent"];

    public string ClusterPath => System.IO.Path.Combine(Path, "cluster");

    public string StartLockPath => System.IO.Path.Combine(Path, "starting.lock");

    public string UsersLockPath => System.IO.Path.Combine(Path, "users.lock");

    public string HbaFilePath => System.IO.Path.Combine(Path, "hba.conf");

    public string IdentFilePath => System.IO.Path.Combine(Path, "ident.conf");

    /// <summary>The socket's folder (mode 0700): the cluster itself, or a folder in /tmp if that path is too long.</summary>
    public string SocketFolder =>
        Encoding.UTF8.GetByteCount(ClusterPath) <= MaxSocketFolderBytes ? ClusterPath : $"/tmp/openevent-{HashPath(Path)}";

    /// <summary>Files that a killed postmaster leaves behind. They contain its process id or are its socket.</summary>
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
                $"Data:Directory is {options.DataDirectory}: PostgreSQL does not support paths with quotes, commas, $ or backslashes."
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
                $"Data:Directory is {parent}: the user {account.Name}, which PostgreSQL runs as, cannot enter {resolvedPath}."
            );
        var directory = new PostgresDirectory(resolvedPath, account);
        if (Directory.Exists(directory.ClusterPath) && !await account.TestFileAsync("-O", directory.ClusterPath, ct))
            throw new PostgresUnavailableException($"Data:Directory is {parent}: {directory.ClusterPath} is not owned by {account.Name}.");
        return directory;
    }

    /// <summary>Creates a folder that only PostgreSQL's account can enter (mode 0700).</summary>
    public async Task CreatePrivateFolderAsync(string folder, CancellationToken ct)
    {
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (Account.IsUnprivileged && !(await ExternalCommand.RunAsync(["chown", "--no-dereference", Account.Name, folder], ct)).Succeeded)
            throw new PostgresUnavailableException(
                $"Data:Directory: the owner of {folder} could not be changed to {Account.Name}, which PostgreSQL runs as."
            );
    }

    /// <summary>
    /// Creates the socket's folder in /tmp if the cluster is not used. Fails if another user created a folder of that name.
    /// </summary>
    public async Task CreateSocketFolderAsync(CancellationToken ct)
    {
        if (SocketFolder == ClusterPath)
            return;
        await ExternalCommand.RunAsync([.. Account.CommandPrefix, "mkdir", "-m", "0700", SocketFolder], ct);
        var found = await ExternalCommand.RunAsync(["stat", "-c", "%U %a %F", SocketFolder], ct);
        if (found.LastLine != $"{Account.Name} 700 directory")
            throw new PostgresUnavailableException(
                $"{SocketFolder} must be owned by {Account.Name} with mode 700, not {found.LastLine}. "
                    + "Remove it, or choose a shorter Data:Directory."
            );
    }

    public async Task RemoveSocketFolderAsync(CancellationToken ct)
    {
        if (SocketFolder != ClusterPath)
            await ExternalCommand.RunAsync([.. Account.CommandPrefix, "rmdir", SocketFolder], ct);
    }

    /// <summary>
    /// Writes the access rules: peer authentication for the server's user and root. The kernel identifies the user, so no password is
    /// needed. The files are rewritten at every start, because the owner of the data directory may have changed.
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

    /// <summary>Mode 0711 for root, so that PostgreSQL's account can traverse the folder; mode 0700 for other users.</summary>
    private static void CreateFolder(string path)
    {
        const UnixFileMode ownerMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var mode = Environment.IsPrivilegedProcess ? ownerMode | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : ownerMode;
        if (Directory.Exists(path))
            return;
        Directory.CreateDirectory(path, mode);
        File.SetUnixFileMode(path, mode); // the umask may have removed permissions
    }

    private static string HashPath(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..12];
}
