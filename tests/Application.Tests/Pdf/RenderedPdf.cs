using System.Globalization;
using System.Security.Cryptography;
using NUnit.Framework;
using OpenEvent.Application.Ticketing;
using OpenEvent.Infrastructure.Pdf;
using OpenEvent.Testing;

namespace OpenEvent.Application.Tests.Pdf;

/// <summary>
/// A rendered document, read by independent programs. The files stay in the folder <c>pdf</c> of the test output for inspection.
/// </summary>
internal sealed class RenderedPdf
{
    private static readonly string Folder = Directory
        .CreateDirectory(Path.Combine(TestContext.CurrentContext.WorkDirectory, "pdf"))
        .FullName;

    private RenderedPdf(byte[] content)
    {
        Content = content;
        var test = TestContext.CurrentContext.Test;
        var hash = Convert.ToHexString(SHA256.HashData(content))[..8];
        // Parallel cases of a test can render the same document, so the name contains the case.
        var name = $"{test.ClassName?.Split('.')[^1]}.{test.MethodName}-{test.ID}-{hash}";
        File = Path.Combine(Folder, name + ".pdf");
        System.IO.File.WriteAllBytes(File, content);
    }

    public byte[] Content { get; }
    public string File { get; }

    public static RenderedPdf Render(TicketDocument ticket) => new(new PdfRenderer().RenderTicket(ticket));

    public static RenderedPdf Render(InvoiceDocument invoice) => new(new PdfRenderer().RenderInvoice(invoice));

    public static RenderedPdf Render(params BadgeDocument[] badges) =>
        new(new BadgeLayout().Render("Badges", badges, CancellationToken.None));

    public static RenderedPdf Render(OrderDocument order) => new(new PdfRenderer().RenderOrder(order));

    /// <summary>The text of the document, without the direction marks that pdftotext adds to right-to-left text.</summary>
    public string Text => string.Concat(RawText.Where(c => c is not ('\u202A' or '\u202B' or '\u202C' or '\u200E' or '\u200F')));

    private string RawText => ExternalTool.Run("poppler-utils", "pdftotext", "-enc", "UTF-8", File, "-");

    /// <summary>The text with the words of a line on one line, in their columns.</summary>
    public string TextInColumns => ExternalTool.Run("poppler-utils", "pdftotext", "-layout", "-enc", "UTF-8", File, "-");

    /// <summary>The structure that screen readers use.</summary>
    public PdfStructure Structure => new(File);

    /// <summary>
    /// The pieces of text in reading order, as a screen reader says them. pdfinfo prints the tree of elements, indented by two spaces for
    /// each level, with the characters of the contents between quotation marks and attributes after a slash. It does not print ActualText,
    /// which replaces the characters.
    /// </summary>
    public string[] TextInReadingOrder
    {
        get
        {
            var texts = new List<string>();
            var elements = new Queue<TaggedElement>(Structure.Elements);
            var atLevel = new Dictionary<int, TaggedElement>();
            foreach (var line in ExternalTool.Run("poppler-utils", "pdfinfo", "-enc", "UTF-8", "-struct-text", File).Split('\n'))
            {
                var text = line.Trim();
                var level = (line.Length - line.TrimStart().Length) / 2;
                if (text.Length == 0 || text.StartsWith('/'))
                    continue;
                if (!text.StartsWith('"'))
                    atLevel[level] = elements.Dequeue();
                var said = text.StartsWith('"') ? (atLevel[level - 1].ActualText is null ? text[1..^1] : "") : atLevel[level].ActualText;
                if (!string.IsNullOrEmpty(said))
                    texts.Add(said);
            }

            return [.. texts];
        }
    }

    /// <summary>The XMP metadata, an XML document.</summary>
    public string Metadata => ExternalTool.Run("poppler-utils", "pdfinfo", "-meta", File);

    /// <summary>Fails if the file breaks a rule of the format that qpdf knows, such as a wrong cross-reference.</summary>
    public void Check() => ExternalTool.Run("qpdf", "qpdf", "--check", File);

    public int PageCount() =>
        ExternalTool
            .Run("poppler-utils", "pdfinfo", File)
            .Split('\n')
            .Where(line => line.StartsWith("Pages:", StringComparison.Ordinal))
            .Select(line => int.Parse(line["Pages:".Length..], CultureInfo.InvariantCulture))
            .Single();

    /// <summary>One line for each font: name, type, encoding, embedded, subset, Unicode map.</summary>
    public string[] Fonts() => Table("pdffonts");

    /// <summary>One line for each image.</summary>
    public string[] Pictures() => Table("pdfimages", "-list");

    /// <summary>The texts of the QR codes, in any order.</summary>
    public string[] Codes()
    {
        ExternalTool.Run("poppler-utils", "pdftoppm", "-r", "150", "-png", File, Path.ChangeExtension(File, null));
        return [.. Directory.GetFiles(Folder, Path.GetFileNameWithoutExtension(File) + "-*.png").SelectMany(Scan)];
    }

    /// <summary>The rows of a table without its two header lines, with single spaces.</summary>
    private string[] Table(string program, params string[] arguments) =>
        [
            .. ExternalTool
                .Run("poppler-utils", program, [.. arguments, File])
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Skip(2)
                .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))),
        ];

    private static IEnumerable<string> Scan(string picture) =>
        ExternalTool
            .Run("zbar-tools", "zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
