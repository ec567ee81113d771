namespace OpenEvent.Application.Common;

/// <summary>Stores pictures, and reads the picture of a URL: a stored one from the file store, any other one over the network.</summary>
internal sealed class ImageStore(IFileStore files, StoredFiles stored, IImageFetcher fetcher)
{
    /// <param name="name">The name of the file, without its extension.</param>
    /// <returns>The absolute URL.</returns>
    public Task<string> SaveAsync(EncodedImage image, string name, CancellationToken ct) =>
        stored.SaveAsync(StoredFiles.CreatePath(StoredFiles.Images, $"{name}.{image.Extension}"), image.Content, image.ContentType, ct);

    /// <summary>
    /// The picture of this server that a URL names. No other URL is read: fetching it would allow server-side request forgery, and files
    /// outside the folder of pictures may be private.
    /// </summary>
    /// <returns>Empty if there is none, or if it is larger than <paramref name="maxBytes"/>.</returns>
    public async Task<ReadOnlyMemory<byte>> ReadStoredAsync(string? url, int maxBytes, CancellationToken ct)
    {
        if (url is null || stored.FindPath(url, StoredFiles.Images) is not { } path)
            return default;
        await using var file = await files.OpenAsync(path, ct);
        if (file is null || file.Length > maxBytes)
            return default;
        return await ReadAsync(file, ct);
    }

    /// <exception cref="ImageRejectedException">The picture does not exist, or may not be read.</exception>
    public async Task<byte[]> ReadAsync(string url, CancellationToken ct)
    {
        if (stored.FindPath(url, StoredFiles.Images) is not { } path)
            return await fetcher.FetchAsync(url, ct);
        await using var file = await files.OpenAsync(path, ct) ?? throw new ImageRejectedException("The stored picture does not exist.");
        if (file.Length > IImageFetcher.MaxBytes)
            throw new ImageRejectedException("The stored picture is too large.");
        return await ReadAsync(file, ct);
    }

    /// <summary>Deletes a stored picture if its file has one of these names, without extension.</summary>
    public async Task DeleteAsync(string url, IReadOnlyList<string> names, CancellationToken ct)
    {
        if (stored.FindPath(url, StoredFiles.Images) is { } path && names.Contains(Path.GetFileNameWithoutExtension(path)))
            await files.DeleteAsync(path, ct);
    }

    private static async Task<byte[]> ReadAsync(StoredFile file, CancellationToken ct)
    {
        using var content = new MemoryStream((int)file.Length);
        await file.Content.CopyToAsync(content, ct);
        return content.ToArray();
    }
}
