using System.Globalization;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>A PDF document, whose pages share fonts and images.</summary>
internal sealed class PdfDocument(string title)
{
    private readonly PdfFile _file = new();
    private readonly Dictionary<FontFace, PdfFont> _fonts = [];
    private readonly Dictionary<LogoImage, int> _images = [];
    private readonly List<PdfPage> _pages = [];

    public PdfPage AddPage(double width, double height)
    {
        var page = new PdfPage(this, width, height);
        _pages.Add(page);
        return page;
    }

    public PdfFont GetFont(FontFace face)
    {
        if (!_fonts.TryGetValue(face, out var font))
            _fonts[face] = font = new PdfFont(face, _fonts.Count + 1);
        return font;
    }

    public string GetImageName(LogoImage image)
    {
        if (!_images.TryGetValue(image, out var number))
        {
            _images[image] = number = _file.AddPackedStream(
                $"/Type /XObject /Subtype /Image /Width {image.Width} /Height {image.Height} /ColorSpace /DeviceRGB "
                    + $"/BitsPerComponent 8 /Filter /{image.Filter}",
                image.Content
            );
        }
        return string.Create(CultureInfo.InvariantCulture, $"I{number}");
    }

    public byte[] Finish()
    {
        var fonts = string.Concat(_fonts.Values.Select(font => $"/{font.ResourceName} {font.WriteTo(_file)} 0 R "));
        var images = string.Concat(_images.Values.Select(number => $"/I{number} {number} 0 R "));
        var resources = _file.Add($"<< /Font << {fonts}>> /XObject << {images}>> >>");
        var tree = _file.Reserve();
        var pages = _pages.ConvertAll(page => page.WriteTo(_file, tree, resources));
        _file.Set(tree, $"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', pages.Select(page => $"{page} 0 R"))}] >>");
        var catalog = _file.Add($"<< /Type /Catalog /Pages {tree} 0 R /ViewerPreferences << /DisplayDocTitle true >> >>");
        return _file.Finish(catalog, _file.Add($"<< /Title {PdfFile.EncodeText(title)} /Producer {PdfFile.EncodeText("OpenEvent")} >>"));
    }
}
