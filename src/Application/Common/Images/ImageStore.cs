using System.Security.Cryptography;

namespace OpenEvent.Application.Common;

/// <summary>
/// Stores pictures under paths that cannot be guessed, and reads the picture of a URL: a stored one from the file store, without HTTP, and
/// any other one over the network.
/// </summary>
internal sealed class ImageStore(IFileStore files, IImageFetcher fetcher, IPublicUrl publicUrl)
{
    /// <summary>The folder of pictures in the file store.</summary>
    public const string Folder = "images/";

    /// <returns>The absolute URL.</returns>
    public async Task<string> SaveAsync(EncodedImage image, string name, CancellationToken ct)
    {
        var path = $"{Folder}{RandomNumberGenerator.GetHexString(32, lowercase: true)}/{name}.{image.Extension}";
        return publicUrl.ToAbsolute(await files.SaveAsync(path, new MemoryStream(image.Content, writable: false), image.ContentType, ct));
    }

    /// <exception cref="ImageRejectedException">The picture does not exist, or may not be read.</exception>
    public async Task<byte[]> ReadAsync(string url, CancellationToken ct)
    {
        if (FindPath(url) is not { } path)
            return await fetcher.FetchAsync(url, ct);
        await using var file = await files.OpenAsync(path, ct) ?? throw new ImageRejectedException("The stored picture does not exist.");
        if (file.Length > IImageFetcher.MaxBytes)
            throw new ImageRejectedException("The stored picture is too large.");
        using var content = new MemoryStream((int)file.Length);
        await file.Content.CopyToAsync(content, ct);
        return content.ToArray();
    }

    /// <summary>The path of a stored picture; null for any other URL.</summary>
    public string? FindPath(string url)
    {
        var folder = files.GetUrl(Folder);
        foreach (var prefix in new[] { folder, publicUrl.ToAbsolute(folder) })
            if (url.StartsWith(prefix, StringComparison.Ordinal) && files.IsValidPath(Folder + url[prefix.Length..]))
                return Folder + url[prefix.Length..];
        return null;
    }
}
