namespace OpenEvent.Infrastructure.Files;

/// <summary>Writes files that are seen whole or not at all: aside, to the disk, then renamed, which POSIX makes one step.</summary>
internal static class AtomicFile
{
    /// <param name="target">Replaced if it is there.</param>
    /// <param name="temporaryFolder">On the same file system; what a crash leaves there ends in <c>.part</c>.</param>
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

/// <summary>Folders that only the server's own user may look into.</summary>
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
