using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Testing;

/// <summary>Empties the folder of stored files. Hidden subfolders belong to the store itself.</summary>
internal sealed class FolderReset(string folder) : IResettable
{
    public Task ResetAsync(CancellationToken ct)
    {
        var root = new DirectoryInfo(folder);
        foreach (var entry in root.Exists ? root.EnumerateFileSystemInfos() : [])
            if (entry is DirectoryInfo directory)
            {
                if (!directory.Name.StartsWith('.'))
                    directory.Delete(recursive: true);
            }
            else
                entry.Delete();
        return Task.CompletedTask;
    }
}
