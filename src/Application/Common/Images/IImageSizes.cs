namespace OpenEvent.Application.Common;

/// <summary>Reads the sizes of variants. Module Events stores them, and all modules make variants.</summary>
internal interface IImageSizes
{
    /// <returns>The sizes by the name of the variant, e.g. <c>thumbnail</c>.</returns>
    Task<IReadOnlyDictionary<string, ImageSize>> GetAsync(ImageSizeSet set, CancellationToken ct);
}
