namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// An advisory lock on a file (<c>flock</c>, through <see cref="FileShare"/>). The kernel releases it when the process ends for any reason.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(50);
    private readonly FileStream _file;

    private FileLock(string path, FileShare share) =>
        _file = new FileStream(
            path,
            new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = share,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite, // another user must not be able to block the server
            }
        );

    /// <summary>Waits until no exclusive lock is held. Any number of shared locks can be held at the same time.</summary>
    public static Task<FileLock> AcquireSharedAsync(string path, CancellationToken ct) => AcquireAsync(path, FileShare.ReadWrite, ct);

    /// <summary>Waits until no other lock is held.</summary>
    public static Task<FileLock> AcquireExclusiveAsync(string path, CancellationToken ct) => AcquireAsync(path, FileShare.None, ct);

    /// <summary>Returns null when another lock is held.</summary>
    public static FileLock? TryAcquireExclusive(string path)
    {
        try
        {
            return new FileLock(path, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();

    private static async Task<FileLock> AcquireAsync(string path, FileShare share, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return new FileLock(path, share);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(RetryDelay, ct);
            }
        }
    }
}
