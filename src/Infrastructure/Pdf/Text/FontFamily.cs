namespace OpenEvent.Infrastructure.Pdf;

/// <summary>A typeface with a regular face and either a bold face or a bold style that is drawn by outlining the regular face.</summary>
internal sealed class FontFamily(string name, string folder, bool hasBold)
{
    private readonly Lazy<FontFace> _regular = new(() => new FontFace(name + "-Regular", Path.Combine(folder, name + "-Regular.ttf")));
    private readonly Lazy<FontFace> _bold = new(() => new FontFace(name + "-Bold", Path.Combine(folder, name + "-Bold.ttf")));

    public FontFace Regular => _regular.Value;

    public FontFace Face(bool bold) => bold && hasBold ? _bold.Value : Regular;

    /// <summary>
    /// Whether bold text needs outlining. Bold faces of CJK and rarer scripts are not shipped, to keep the product small.
    /// </summary>
    public bool NeedsOutline(bool bold) => bold && !hasBold;
}
