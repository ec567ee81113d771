namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// An advisory lock on a file (<c>flock</c>, through <see cref="FileShare"/>). The kernel lets go of it when the process dies, however it dies.
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
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite, // nobody else may hold the server up
            }
        );

    /// <summary>Held together with any number of other shared holders; waits while one holds it alone.</summary>
    public static Task<FileLock> AcquireSharedAsync(string path, CancellationToken ct) => AcquireAsync(path, FileShare.ReadWrite, ct);

    /// <summary>Held by nobody else; waits for that.</summary>
    public static Task<FileLock> AcquireExclusiveAsync(string path, CancellationToken ct) => AcquireAsync(path, FileShare.None, ct);

    /// <summary>Null when anybody else holds the lock.</summary>
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
