using Microsoft.AspNetCore.StaticFiles;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Files;

/// <summary>Keeps files in a folder of this machine. The type that a file is served with follows from its name's ending.</summary>
internal sealed class FolderFileStore : IFileStore
{
    private static readonly FileExtensionContentTypeProvider Types = new();

    private readonly string _root;
    private readonly string _work;
    private readonly string _publicUrl;

    public FolderFileStore(string root, string publicUrl)
    {
        _root = Path.GetFullPath(root);
        // Starts with a dot, so no path of a file can name it.
        _work = Path.Combine(_root, ".work");
        _publicUrl = publicUrl.TrimEnd('/');
        PrivateFolder.Create(_work);
    }

    public async Task<string> SaveAsync(string path, Stream content, string contentType, CancellationToken ct)
    {
        var file = Locate(path);
        PrivateFolder.Create(Path.GetDirectoryName(file)!);
        await WholeFile.WriteAsync(file, _work, content.CopyToAsync, ct);
        return $"{_publicUrl}/{path}";
    }

    public Task<StoredFile?> OpenAsync(string path, CancellationToken ct)
    {
        try
        {
            var stream = new FileStream(
                Locate(path),
                FileMode.Open,
                FileAccess.Read,
                FileShare.Read | FileShare.Delete,
                16 * 1024,
                FileOptions.Asynchronous
            );
            var type = Types.TryGetContentType(path, out var known) ? known : "application/octet-stream";
            return Task.FromResult<StoredFile?>(new StoredFile(stream, type, stream.Length));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<StoredFile?>(null);
        }
    }

    public Task DeleteAsync(string path, CancellationToken ct)
    {
        var file = Locate(path);
        if (File.Exists(file))
            File.Delete(file);
        return Task.CompletedTask;
    }

    private string Locate(string path) => Path.Combine(_root, FilePath.Require(path));
}
