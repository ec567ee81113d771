namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// A document with a logical structure. Its pages share fonts and images. <see cref="Output.PdfFileWriter"/> writes it as a file.
/// </summary>
internal sealed class TaggedDocument(string title)
{
    private readonly Dictionary<FontFace, EmbeddedFont> _fonts = [];
    private readonly Dictionary<LogoImage, string> _images = [];
    private readonly List<PageCanvas> _pages = [];

    public string Title => title;

    /// <summary>The language of the labels. The languages of names are not known.</summary>
    public string Language { get; } = "en";

    public IReadOnlyCollection<EmbeddedFont> Fonts => _fonts.Values;

    /// <summary>The images and the names by which the pages refer to them.</summary>
    public IReadOnlyDictionary<LogoImage, string> Images => _images;

    public IReadOnlyList<PageCanvas> Pages => _pages;

    /// <summary>The root of the structure.</summary>
    public StructureElement Structure { get; } = StructureElement.CreateRoot();

    public PageCanvas AddPage(double width, double height)
    {
        var page = new PageCanvas(this, width, height);
        _pages.Add(page);
        return page;
    }

    public EmbeddedFont GetFont(FontFace face)
    {
        if (!_fonts.TryGetValue(face, out var font))
            _fonts[face] = font = new EmbeddedFont(face, _fonts.Count + 1);
        return font;
    }

    public string GetImageName(LogoImage image)
    {
        if (!_images.TryGetValue(image, out var name))
            _images[image] = name = $"I{_images.Count + 1}";
        return name;
    }
}
