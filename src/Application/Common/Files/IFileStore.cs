namespace OpenEvent.Application.Common;

/// <summary>Stores files by path, in a folder or in a bucket. A reader sees a complete file or no file.</summary>
/// <remarks>
/// A path consists of segments joined by <c>/</c>. A segment has 1 to 100 characters of <c>A-Z a-z 0-9 . _ -</c> and does not start with a
/// dot. Any other path is an <see cref="ArgumentException"/>. Add a random segment to a path that must not be guessable.
/// A store that cannot be used now throws <see cref="FileStoreUnavailableException"/>, whose message does not name the file.
/// </remarks>
public interface IFileStore
{
    /// <summary>Writes the file. A file with the same path is replaced.</summary>
    /// <returns>The URL from which clients download the file, absolute or starting with <c>/</c>.</returns>
    Task<string> SaveAsync(string path, Stream content, string contentType, CancellationToken ct);

    /// <param name="path">The path of a file or, ending with <c>/</c>, of a folder.</param>
    /// <returns>Its URL, which <see cref="SaveAsync"/> returns as well.</returns>
    string GetUrl(string path);

    /// <summary>Whether a file can have this path.</summary>
    bool IsValidPath(string path);

    /// <returns>The file, or null if it does not exist. The caller disposes the result.</returns>
    Task<StoredFile?> OpenAsync(string path, CancellationToken ct);

    /// <summary>Deletes the file. Does nothing if it does not exist.</summary>
    Task DeleteAsync(string path, CancellationToken ct);
}

/// <summary>The file store cannot be used now, e.g. its folder is not mounted or its server does not answer. It may work later.</summary>
/// <param name="message">For the log. It contains no name of a file, because these are secret.</param>
public sealed class FileStoreUnavailableException(string message, Exception? inner = null) : IOException(message, inner);

/// <summary>An opened file.</summary>
/// <param name="ContentType">The media type, e.g. <c>image/png</c>.</param>
/// <param name="Length">In bytes.</param>
public sealed record StoredFile(Stream Content, string ContentType, long Length) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
