using System.Globalization;
using System.Security.Cryptography;
using NUnit.Framework;
using OpenEvent.Application.Ticketing;
using OpenEvent.Infrastructure.Pdf;
using OpenEvent.Testing;

namespace OpenEvent.Application.Tests.Pdf;

/// <summary>A printed document and what independent readers see in it. The files stay in the test's output folder, to be looked at.</summary>
internal sealed class RenderedPdf
{
    private static readonly string Folder = Directory
        .CreateDirectory(Path.Combine(TestContext.CurrentContext.WorkDirectory, "pdf"))
        .FullName;

    private RenderedPdf(byte[] content)
    {
        Content = content;
        var test = TestContext.CurrentContext.Test;
        var name = string.Concat(
            $"{test.ClassName?.Split('.')[^1]}.{test.MethodName}".Append('-').Concat(Convert.ToHexString(SHA256.HashData(content)).Take(8))
        );
        File = Path.Combine(Folder, name + ".pdf");
        System.IO.File.WriteAllBytes(File, content);
    }

    public byte[] Content { get; }
    public string File { get; }

    public static RenderedPdf Render(TicketDocument ticket) => new(new PdfRenderer().RenderTicket(ticket));

    public static RenderedPdf Render(InvoiceDocument invoice) => new(new PdfRenderer().RenderInvoice(invoice));

    public static RenderedPdf Render(OrderDocument order) => new(new PdfRenderer().RenderOrder(order));

    /// <summary>Without the marks that pdftotext puts around right-to-left text.</summary>
    public string Text => string.Concat(RawText.Where(c => c is not ('\u202A' or '\u202B' or '\u202C' or '\u200E' or '\u200F')));

    private string RawText => ExternalTool.Run("poppler-utils", "pdftotext", "-enc", "UTF-8", File, "-");

    public int PageCount() =>
        ExternalTool
            .Run("poppler-utils", "pdfinfo", File)
            .Split('\n')
            .Where(line => line.StartsWith("Pages:", StringComparison.Ordinal))
            .Select(line => int.Parse(line["Pages:".Length..], CultureInfo.InvariantCulture))
            .Single();

    /// <summary>One line for each font: name, kind, encoding, embedded, subset, map to Unicode.</summary>
    public string[] Fonts() => Table("pdffonts");

    /// <summary>One line for each picture.</summary>
    public string[] Pictures() => Table("pdfimages", "-list");

    /// <summary>The texts of the QR codes, in any order.</summary>
    public string[] Codes()
    {
        ExternalTool.Run("poppler-utils", "pdftoppm", "-r", "150", "-png", File, Path.ChangeExtension(File, null));
        return [.. Directory.GetFiles(Folder, Path.GetFileNameWithoutExtension(File) + "-*.png").SelectMany(Scan)];
    }

    /// <summary>Without the two heading lines, each space once.</summary>
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
