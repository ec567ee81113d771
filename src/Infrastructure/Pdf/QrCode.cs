using QRCoder;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>Draws QR codes as rectangles, which are sharp at any print size.</summary>
internal static class QrCode
{
    /// <summary>The number of light modules on each side that scanners need (ISO 18004). QRCoder adds them.</summary>
    private const int QuietZone = 4;

    /// <param name="size">
    /// The side in points, without the quiet zone. The caller must leave at least an eighth of it free on all sides.
    /// </param>
    /// <param name="parent">The element of the structure that gets the code as a figure.</param>
    public static void Draw(PageCanvas page, StructureElement parent, string text, double x, double y, double size, Colour colour)
    {
        // Error correction level Q: the code stays readable if up to a quarter of it is damaged.
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.Q);
        var modules = code.ModuleMatrix.Count - 2 * QuietZone;
        var figure = parent.AddFigure($"QR code with the text {text}");
        page.SetBox(figure, x, y, size, size);
        page.FillRectangles(GetBars(code, modules, x, y, size / modules), colour, figure);
    }

    /// <summary>One rectangle for each group of adjacent dark modules in a row.</summary>
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
