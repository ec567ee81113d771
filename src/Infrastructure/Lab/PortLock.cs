using System.Security.Cryptography;
using System.Text;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>
/// Lock files for a port, so that two servers of a machine never speak to one board at once. The kernel lets go of them when the server dies.
/// </summary>
internal sealed class PortLock : IDisposable
{
    private readonly List<FileLock> _files = [];

    private PortLock() { }

    /// <param name="folder">Null: <c>/run/lock</c>, or else the folder for temporary files.</param>
    /// <returns>null while another server holds the port.</returns>
    public static PortLock? TryAcquire(string port, string? folder)
    {
        var taken = new PortLock();
        foreach (var name in GetNames(port))
        {
            if (TryLockFile(name, folder is { Length: > 0 } ? [folder] : ["/run/lock", Path.GetTempPath()]) is { } file)
                taken._files.Add(file);
            else
            {
                taken.Dispose();
                return null;
            }
        }

        return taken;
    }

    public void Dispose() => _files.ForEach(f => f.Dispose());

    /// <summary>
    /// The name that was configured, and the port behind it: udev's names (<c>/dev/serial/by-id/…</c>) are links, and behind the stable name of a
    /// pseudo-terminal is another one after each restart.
    /// </summary>
    private static IEnumerable<string> GetNames(string port)
    {
        yield return port;
        if (port.StartsWith('/') && ResolveTarget(port) is { } target && target != port)
            yield return target;
    }

    /// <returns>null where it is no link, or is not plugged in.</returns>
    private static string? ResolveTarget(string port)
    {
        try
        {
            return File.Exists(port) ? new FileInfo(port).ResolveLinkTarget(returnFinalTarget: true)?.FullName : null;
        }
        catch (IOException)
        {
            return null; // a link to itself, or one that has just gone
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
                // Not a folder for us: the next.
            }
            catch (UnauthorizedAccessException)
            {
                return null; // the file is another user's, and so is the port
            }
        }

        return null;
    }
}
