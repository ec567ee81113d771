namespace OpenEvent.Application.Common;

/// <summary>Checks at startup that the server can write to a folder that a setting names.</summary>
public static class WritableFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Creates the folder if it does not exist (mode 0700), and writes and deletes a file in it.</summary>
    /// <param name="additionalMode">Permissions of a new folder besides those of its owner.</param>
    /// <returns>One line for the operator, or null if the folder can be used.</returns>
    public static string? FindProblem(string path, UnixFileMode additionalMode = UnixFileMode.None)
    {
        try
        {
            var fullPath = Path.GetFullPath(path);
            if (File.Exists(fullPath))
                return $"{fullPath} is a file, not a folder.";
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(fullPath);
            else
                Directory.CreateDirectory(fullPath, OwnerOnly | additionalMode);
            using var file = new FileStream(
                Path.Combine(fullPath, $".trial-{Guid.NewGuid():n}"),
                new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    Options = FileOptions.DeleteOnClose,
                }
            );
            // An empty file can be created on a full disk.
            file.Write("trial"u8);
            file.Flush(flushToDisk: true);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return $"{path} is not writable ({e.Message})";
        }
    }
}
