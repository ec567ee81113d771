using Microsoft.AspNetCore.StaticFiles;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Files;

/// <summary>Stores files in a local folder. The content type of a file follows from its extension.</summary>
internal sealed class FolderFileStore : IFileStore
{
    /// <summary>The age of a partly written file that no server writes any more.</summary>
    private static readonly TimeSpan LeftAfter = TimeSpan.FromDays(1);

    /// <summary>Names that start with a dot are hidden files, which are left out by default.</summary>
    private static readonly EnumerationOptions AllFiles = new() { AttributesToSkip = 0 };

    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    private readonly string _root;
    private readonly string _temporaryFolder;
    private readonly string _publicUrl;

    public FolderFileStore(string root, string publicUrl, TimeProvider clock)
    {
        _root = Path.GetFullPath(root);
        // The name starts with a dot, so no valid file path can name it.
        _temporaryFolder = Path.Combine(_root, ".work");
        _publicUrl = publicUrl.TrimEnd('/');
        PrivateFolder.Create(_temporaryFolder);
        DeleteLeftFiles(clock.GetUtcNow() - LeftAfter);
    }

    public string GetUrl(string path) => $"{_publicUrl}/{path}";

    public bool IsValidPath(string path) => FilePath.IsValid(path);

    public Task<string> SaveAsync(string path, Stream content, string contentType, CancellationToken ct)
    {
        var file = ResolvePath(path);
        var source = new ContentReader(content);
        return TranslateErrorsAsync(
            async () =>
            {
                PrivateFolder.Create(Path.GetDirectoryName(file)!);
                await AtomicFile.WriteAsync(file, _temporaryFolder, source.CopyToAsync, ct);
                return GetUrl(path);
            },
            failure => failure != source.Failure
        );
    }

    public Task<StoredFile?> OpenAsync(string path, CancellationToken ct)
    {
        var file = ResolvePath(path);
        return TranslateErrorsAsync(() => Task.FromResult(File.Exists(file) ? Open(file) : FindNothing()));
    }

    public Task DeleteAsync(string path, CancellationToken ct)
    {
        var file = ResolvePath(path);
        return TranslateErrorsAsync(() =>
        {
            if (File.Exists(file))
                File.Delete(file);
            return Task.FromResult(true);
        });
    }

    /// <summary>Deletes what killed servers have left. Younger files may belong to another server that shares the folder.</summary>
    private void DeleteLeftFiles(DateTimeOffset before)
    {
        foreach (var file in new DirectoryInfo(_temporaryFolder).EnumerateFiles("*.part", AllFiles))
            if (file.LastWriteTimeUtc < before)
                file.Delete();
    }

    /// <summary>Null if the file was deleted in the meantime.</summary>
    private static StoredFile? Open(string file)
    {
        try
        {
            return OpenExisting(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static StoredFile OpenExisting(string file)
    {
        var stream = new FileStream(
            file,
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read | FileShare.Delete,
            16 * 1024,
            FileOptions.Asynchronous
        );
        var type = ContentTypes.TryGetContentType(file, out var knownType) ? knownType : "application/octet-stream";
        return new StoredFile(stream, type, stream.Length);
    }

    /// <summary>There is no such file. If the folder of the store is missing too, it is not mounted.</summary>
    private StoredFile? FindNothing() =>
        Directory.Exists(_temporaryFolder) ? null : throw new FileStoreUnavailableException("The folder of Storage:Directory is missing.");

    /// <summary>The messages of input and output errors contain the path, which is secret.</summary>
    /// <param name="isOfTheStore">Whether the store failed, and not the content that was to be stored. Null: the store.</param>
    private static async Task<T> TranslateErrorsAsync<T>(Func<Task<T>> access, Func<Exception, bool>? isOfTheStore = null)
    {
        try
        {
            return await access();
        }
        catch (Exception e)
            when (e is (IOException or UnauthorizedAccessException) and not FileStoreUnavailableException
                && isOfTheStore?.Invoke(e) != false
            )
        {
            throw new FileStoreUnavailableException($"The folder of Storage:Directory cannot be used: {e.GetType().Name}.");
        }
    }

    private string ResolvePath(string path) => Path.Combine(_root, FilePath.RequireValid(path));
}
