using System.Globalization;
using System.Text;
using QRCoder;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>Draws QR codes as rectangles, which are sharp at any print size.</summary>
internal static class QrCode
{
    /// <summary>The number of light modules on each side that scanners need (ISO 18004). QRCoder adds them.</summary>
    private const int QuietZone = 4;

    /// <summary>The code of a seat is on its ticket and, right after it, on the summary of its order.</summary>
    private static readonly GenerationCache<string, UnitPath> Codes = new(capacity: 200);

    /// <param name="size">
    /// The side in points, without the quiet zone. The caller must leave at least an eighth of it free on all sides.
    /// </param>
    /// <param name="parent">The element of the structure that gets the code as a figure.</param>
    public static void Draw(PageCanvas page, StructureElement parent, string text, double x, double y, double size, Colour colour)
    {
        var figure = parent.AddFigure($"QR code with the text {text}");
        page.SetBox(figure, x, y, size, size);
        page.FillPath(Codes.GetOrAdd(text, 1, GetModules), x, y, size, colour, figure);
    }

    /// <summary>One rectangle for each group of adjacent dark modules in a row.</summary>
    private static UnitPath GetModules(string text)
    {
        // Error correction level Q: the code stays readable if up to a quarter of it is damaged.
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.Q);
        var modules = code.ModuleMatrix.Count - 2 * QuietZone;
        var path = new StringBuilder();
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
                path.Append(CultureInfo.InvariantCulture, $"{column} {modules - row - 1} {end - column} 1 re\n");
                column = end;
            }
        }

        return new UnitPath(path.ToString(), modules);
    }
}
