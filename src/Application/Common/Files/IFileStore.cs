namespace OpenEvent.Application.Common;

/// <summary>Keeps files under paths that we choose: a folder, or a bucket. A file is seen whole or not at all.</summary>
/// <remarks>
/// A path is segments of <c>A-Z a-z 0-9 . _ -</c>, at most 100 characters each, joined by <c>/</c>, none starting with a dot; anything else is an
/// <see cref="ArgumentException"/>, as paths are made by our code. Whoever must not be guessed puts a random segment in.
/// </remarks>
public interface IFileStore
{
    /// <summary>Writes the file, replacing one of that path.</summary>
    /// <returns>The URL under which clients get it, absolute or starting with <c>/</c>.</returns>
    Task<string> SaveAsync(string path, Stream content, string contentType, CancellationToken ct);

    /// <returns>Null if there is no such file. The caller disposes it.</returns>
    Task<StoredFile?> OpenAsync(string path, CancellationToken ct);

    /// <summary>Does nothing if there is no such file.</summary>
    Task DeleteAsync(string path, CancellationToken ct);
}

/// <param name="Length">In bytes.</param>
public sealed record StoredFile(Stream Content, string ContentType, long Length) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
