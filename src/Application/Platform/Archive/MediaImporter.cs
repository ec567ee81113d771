using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Stores the media of an archive as uploads are stored, each once, however many rows name it. It runs before the transaction of the
/// import. If the import fails, the files are deleted.
/// </summary>
internal sealed class MediaImporter(ArchiveContent archive, UploadStore uploads)
{
    private readonly Dictionary<string, (string? Url, string? Problem)> _files = [];

    /// <summary>Stores the files that rows name.</summary>
    /// <exception cref="RejectedException">Invalid: the stored files would be larger than an archive may be.</exception>
    public async Task SaveAllAsync(CancellationToken ct)
    {
        var total = 0L;
        foreach (var path in archive.ListMediaPaths())
        {
            if (await archive.ReadMediaAsync(path, ct) is not { } content)
                continue;
            try
            {
                var (url, length) = await uploads.SaveAsync(path, content, ct);
                _files.Add(path, (url, null));
                total += length;
            }
            catch (ImageRejectedException e)
            {
                _files.Add(path, (null, e.Message));
            }

            // A picture may be larger after it is encoded again.
            if (total > ArchiveContent.MaxTotalBytes)
                throw ArchiveContent.TotalTooLarge();
        }
    }

    /// <param name="path">The path in the archive.</param>
    /// <returns>The URL; null if the archive has no such file.</returns>
    /// <exception cref="ImageRejectedException">The file is of no accepted type, or not a usable picture.</exception>
    public string? FindUrl(string path) =>
        !_files.TryGetValue(path, out var file) ? null
        : file.Problem is { } problem ? throw new ImageRejectedException(problem)
        : file.Url;

    public async Task DeleteAllAsync(CancellationToken ct)
    {
        foreach (var (url, _) in _files.Values)
            if (url is not null)
                await uploads.DeleteAsync(url, ct);
    }
}
