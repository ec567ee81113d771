using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Files;

/// <summary>
/// The folder of temporary files, below <c>Data:Directory</c>. Files that a killed server has left are deleted at the start. On POSIX, this
/// does not disturb another server that has them open.
/// </summary>
internal sealed class TemporaryFolder : ITemporaryFiles
{
    private readonly string _folder;

    public TemporaryFolder(string folder)
    {
        _folder = folder;
        PrivateFolder.Create(folder);
        foreach (var left in Directory.EnumerateFiles(folder))
            File.Delete(left);
    }

    public FileStream Create()
    {
        PrivateFolder.Create(_folder);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 64 * 1024,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Path.Combine(_folder, $"{Guid.NewGuid():N}"), options);
    }
}
