namespace OpenEvent.Infrastructure.Files;

/// <summary>
/// Writes a file atomically: to a temporary file, flushed to the disk, then renamed. POSIX makes the rename one step, so no reader sees a
/// part.
/// </summary>
internal static class AtomicFile
{
    /// <param name="target">The path to write. An existing file is replaced.</param>
    /// <param name="temporaryFolder">A folder on the same file system. Files that a crash leaves there end in <c>.part</c>.</param>
    public static async Task WriteAsync(
        string target,
        string temporaryFolder,
        Func<Stream, CancellationToken, Task> write,
        CancellationToken ct
    )
    {
        var temporaryPath = Path.Combine(temporaryFolder, $".{Guid.NewGuid():N}.part");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            await using (var stream = new FileStream(temporaryPath, options))
            {
                await write(stream, ct);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporaryPath, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporaryPath);
            throw;
        }
    }
}

/// <summary>Creates folders that only the server's user can read (mode 0700).</summary>
internal static class PrivateFolder
{
    public static void Create(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
