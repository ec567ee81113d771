using Microsoft.AspNetCore.StaticFiles;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Files;

/// <summary>Stores files in a local folder. The content type of a file follows from its extension.</summary>
internal sealed class FolderFileStore : IFileStore
{
    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    private readonly string _root;
    private readonly string _temporaryFolder;
    private readonly string _publicUrl;

    public FolderFileStore(string root, string publicUrl)
    {
        _root = Path.GetFullPath(root);
        // The name starts with a dot, so no valid file path can name it.
        _temporaryFolder = Path.Combine(_root, ".work");
        _publicUrl = publicUrl.TrimEnd('/');
        PrivateFolder.Create(_temporaryFolder);
    }

    public async Task<string> SaveAsync(string path, Stream content, string contentType, CancellationToken ct)
    {
        var file = ResolvePath(path);
        PrivateFolder.Create(Path.GetDirectoryName(file)!);
        await AtomicFile.WriteAsync(file, _temporaryFolder, content.CopyToAsync, ct);
        return $"{_publicUrl}/{path}";
    }

    public Task<StoredFile?> OpenAsync(string path, CancellationToken ct)
    {
        var file = ResolvePath(path);
        if (!File.Exists(file))
            return Task.FromResult<StoredFile?>(null); // also if it is a folder
        try
        {
            var stream = new FileStream(
                file,
                FileMode.Open,
                FileAccess.Read,
                FileShare.Read | FileShare.Delete,
                16 * 1024,
                FileOptions.Asynchronous
            );
            var type = ContentTypes.TryGetContentType(path, out var knownType) ? knownType : "application/octet-stream";
            return Task.FromResult<StoredFile?>(new StoredFile(stream, type, stream.Length));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<StoredFile?>(null);
        }
    }

    public Task DeleteAsync(string path, CancellationToken ct)
    {
        var file = ResolvePath(path);
        if (File.Exists(file))
            File.Delete(file);
        return Task.CompletedTask;
    }

    private string ResolvePath(string path) => Path.Combine(_root, FilePath.RequireValid(path));
}
