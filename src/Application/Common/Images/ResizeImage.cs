using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>
/// Makes the variants of the picture of a row, stores their URLs in the row, and deletes the variants of the former picture. A picture that
/// cannot be used leaves the row without variants.
/// </summary>
internal sealed class ResizeImage<T>(
    ImageVariants<T> variants,
    IData data,
    IAuthorization authorization,
    ImageStore images,
    IImageEncoder encoder,
    IImageSizes sizes,
    ILogger<ResizeImage<T>> log
) : IOutboxConsumer
    where T : Entity
{
    public async Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct)
    {
        var (id, url, formerUrls) = payload.Deserialize<ImageVariants<T>.Payload>()!;
        foreach (var former in formerUrls)
            await DeleteAsync(id, former, ct);
        if (url is null || await FindAsync(data.Set<T>().AsNoTracking(), id, url, ct) is null)
            return; // The picture was replaced meanwhile.
        try
        {
            var urls = await SaveVariantsAsync(id, await images.ReadAsync(url, ct), ct);
            if (await FindAsync(data.Set<T>(), id, url, ct) is not { } row)
            {
                foreach (var unused in urls)
                    await DeleteAsync(id, unused, ct);
                return;
            }

            authorization.AsServer().Change(row, variants.Members);
            for (var i = 0; i < urls.Count; i++)
                variants.All[i].SetUrl(row, urls[i]);
        }
        catch (ImageRejectedException e)
        {
            log.LogInformation("The picture of {Type} {Id} is not used: {Reason}", typeof(T).Name, id, e.Message);
        }
    }

    private async Task<List<string>> SaveVariantsAsync(long id, byte[] content, CancellationToken ct)
    {
        var wanted = await sizes.GetAsync(variants.Sizes, ct);
        var resized = variants.All.Where(v => v.Name != ImageVariant<T>.Original).ToList();
        var files = await encoder.ResizeAsync(content, [.. resized.Select(v => wanted[v.Name])], ct);
        var urls = new List<string>();
        foreach (var variant in variants.All)
        {
            var file = variant.Name == ImageVariant<T>.Original ? await encoder.EncodeAsync(content, ct) : files[resized.IndexOf(variant)];
            urls.Add(await images.SaveAsync(file, variants.GetFileName(variant, id), ct));
        }

        return urls;
    }

    private async Task<T?> FindAsync(IQueryable<T> rows, long id, string url, CancellationToken ct) =>
        await rows.SingleOrDefaultAsync(r => r.Id == id, ct) is { } row && variants.GetOriginal(row) == url ? row : null;

    /// <summary>Deletes a variant that was made for the row. Some types let clients enter any URL as a variant: that file stays.</summary>
    private Task DeleteAsync(long id, string url, CancellationToken ct) =>
        images.DeleteAsync(url, [.. variants.All.Select(v => variants.GetFileName(v, id))], ct);
}
