using QRCoder;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>A QR code as rectangles, which print sharp at any size.</summary>
internal static class QrCode
{
    /// <summary>Light modules on each side that a scanner needs (ISO 18004); QRCoder adds as many.</summary>
    private const int QuietZone = 4;

    /// <param name="size">In points, quiet zone not counted: the caller leaves at least an eighth of it free all around.</param>
    public static void Draw(PdfPage page, string text, double x, double y, double size, Colour colour)
    {
        // Level Q: a quarter of the code may be creased or smudged.
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.Q);
        var modules = code.ModuleMatrix.Count - 2 * QuietZone;
        page.FillRectangles(GetBars(code, modules, x, y, size / modules), colour);
    }

    /// <summary>Neighbours in a row are one bar.</summary>
    private static IEnumerable<(double, double, double, double)> GetBars(QRCodeData code, int modules, double x, double y, double module)
    {
        for (var row = 0; row < modules; row++)
        {
            var bits = code.ModuleMatrix[row + QuietZone];
            for (var column = 0; column < modules; column++)
            {
                if (!bits[column + QuietZone])
                    continue;
                var end = column;
                while (end < modules && bits[end + QuietZone])
                    end++;
                yield return (x + column * module, y + row * module, (end - column) * module, module);
                column = end;
            }
        }
    }
}
