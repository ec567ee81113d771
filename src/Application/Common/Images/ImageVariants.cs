using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>The variants of the picture of a row, e.g. of a speaker's photo. <see cref="ResizeImage{T}"/> makes them.</summary>
/// <param name="kind">The kind of the outbox entries, e.g. <c>speaker-photo</c>.</param>
/// <param name="getOriginal">The URL of the picture.</param>
internal sealed class ImageVariants<T>(
    string kind,
    ImageSizeSet sizes,
    Func<T, string?> getOriginal,
    params IReadOnlyList<ImageVariant<T>> variants
)
    where T : Entity
{
    /// <param name="Url">The URL of the picture; null if the row has none now.</param>
    /// <param name="FormerUrls">The URLs of the variants of the former picture.</param>
    internal sealed record Payload(long Id, string? Url, IReadOnlyList<string> FormerUrls);

    public string Kind => kind;

    public ImageSizeSet Sizes => sizes;

    public IReadOnlyList<ImageVariant<T>> All => variants;

    /// <summary>The members that hold the URLs of the variants. Who changes the picture needs a grant for them.</summary>
    public string[] Members { get; } = [.. variants.Select(v => v.Member)];

    public string? GetOriginal(T row) => getOriginal(row);

    /// <summary>The name of the file of a variant. It names the row, so that only the variants of the row itself are deleted.</summary>
    public string GetFileName(ImageVariant<T> variant, long id) => $"{variant.Name}-{kind}-{id}";

    /// <summary>
    /// Clears the URLs of the variants, and queues those of the picture and the deletion of the former files. <see cref="PictureQueue"/>
    /// asks first whether the user may.
    /// </summary>
    /// <param name="userId">The user who has set the picture.</param>
    public void Queue(IOutbox outbox, T row, long? userId)
    {
        var url = getOriginal(row) is { Length: > 0 } original ? original : null;
        var formerUrls = variants.Select(v => v.GetUrl(row)).OfType<string>().ToList();
        foreach (var variant in variants)
            variant.SetUrl(row, null);
        if (url is not null || formerUrls.Count > 0)
            outbox.Add(kind, $"{row.Id} {Guid.NewGuid():n}", new Payload(row.Id, url, formerUrls), userId);
    }
}
