using System.Security.Cryptography;
using System.Text;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>
/// Lock files for a port, so that two servers of a machine never use one board at once. The kernel releases them when the server ends.
/// </summary>
internal sealed class PortLock : IDisposable
{
    private readonly List<FileLock> _files = [];

    private PortLock() { }

    /// <param name="folder">Null or empty: <c>/run/lock</c>, or the folder for temporary files if that is not writable.</param>
    /// <returns>Null while another server holds the port.</returns>
    public static PortLock? TryAcquire(string port, string? folder)
    {
        var portLock = new PortLock();
        foreach (var name in GetNames(port))
        {
            if (TryLockFile(name, folder is { Length: > 0 } ? [folder] : ["/run/lock", Path.GetTempPath()]) is { } file)
                portLock._files.Add(file);
            else
            {
                portLock.Dispose();
                return null;
            }
        }

        return portLock;
    }

    public void Dispose() => _files.ForEach(f => f.Dispose());

    /// <summary>
    /// The configured name and the port that it links to. The names under <c>/dev/serial/by-id</c> are links, and the link of a
    /// pseudo-terminal points to another terminal after each restart.
    /// </summary>
    private static IEnumerable<string> GetNames(string port)
    {
        yield return port;
        if (port.StartsWith('/') && ResolveTarget(port) is { } target && target != port)
            yield return target;
    }

    /// <returns>Null if the port is not a link or is not connected.</returns>
    private static string? ResolveTarget(string port)
    {
        try
        {
            return File.Exists(port) ? new FileInfo(port).ResolveLinkTarget(returnFinalTarget: true)?.FullName : null;
        }
        catch (IOException)
        {
            return null; // a link to itself, or one that was removed meanwhile
        }
    }

    private static FileLock? TryLockFile(string name, IEnumerable<string> folders)
    {
        var file = $"openevent-lab-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..16]}.lock";
        foreach (var path in folders.Where(Directory.Exists).Select(folder => Path.Combine(folder, file)))
        {
            try
            {
                return FileLock.TryAcquireExclusive(path);
            }
            catch (UnauthorizedAccessException) when (!File.Exists(path))
            {
                // The folder is not writable: try the next one.
            }
            catch (UnauthorizedAccessException)
            {
                return null; // the file belongs to another user, who therefore holds the port
            }
        }

        return null;
    }
}
