using System.Globalization;
using System.Text.Json;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Makes the content of badges from their form. Margins are in millimetres and font sizes in CSS pixels, as the web frontend shows them.
/// </summary>
internal static class BadgeBuilder
{
    /// <summary>The number of texts and codes that a badge has. More would not be readable, and each is measured.</summary>
    public const int MaxEntries = 30;

    /// <summary>The length of a text, in UTF-16 units. Longer texts end with an ellipsis.</summary>
    private const int MaxTextLength = 100;

    private const double PointsPerPixel = 0.75;
    private const int DefaultFontSize = 24;
    private const int MaxFontSize = 400;
    private const int MaxMargin = 400;

    /// <param name="textOf">The text of a field; of a QR code its content.</param>
    public static BadgeDocument Build(
        BadgeForm form,
        IEnumerable<BadgeFieldForm> fields,
        ReadOnlyMemory<byte> picture,
        Func<BadgeFieldForm, string?> textOf
    ) =>
        new(
            BadgeSize.Parse(form.BadgeSize, form.BadgeOrientation),
            BadgeColor.Parse(form.BadgeColor),
            picture,
            [
                .. fields
                    .Where(f => !f.IsDeleted)
                    .Select(f => (Field: f, Text: textOf(f) ?? ""))
                    .Where(f => !string.IsNullOrWhiteSpace(f.Text))
                    .Take(MaxEntries)
                    .Select(f => new BadgeEntry(
                        IsQrCode(f.Field) ? f.Text : Transform(Shorten(f.Text), f.Field.TextType),
                        IsQrCode(f.Field),
                        StyleOf(f.Field),
                        MarginsOf(f.Field)
                    )),
            ]
        );

    public static bool IsQrCode(BadgeFieldForm field) => IsQr(field.CustomField) || IsQr(field.FieldIdentifier);

    private static bool IsQr(string? name) => name is not null && FormFields.NormalizeName(name.Trim()) is "qr" or "qrcode";

    private static BadgeTextStyle StyleOf(BadgeFieldForm f)
    {
        var words = ReadStyles(f.FontWeight);
        return new BadgeTextStyle(
            Math.Clamp(f.FontSize ?? DefaultFontSize, 1, MaxFontSize) * PointsPerPixel,
            BadgeColor.Parse(f.FontColor) ?? 0,
            f.TextAlignment?.Trim().ToLowerInvariant() switch
            {
                "left" => 0,
                "right" => 1,
                _ => 0.5,
            },
            (f.TextRotation ?? 0) % 360,
            words.Contains("bold"),
            words.Contains("italic"),
            words.Contains("underline"),
            BadgeFontName.Parse(f.FontName)
        );
    }

    private static BadgeMargins MarginsOf(BadgeFieldForm f)
    {
        return new(Convert(f.MarginTop), Convert(f.MarginRight), Convert(f.MarginBottom), Convert(f.MarginLeft));

        static double Convert(int? millimetres) => Math.Clamp(millimetres ?? 0, 0, MaxMargin) * BadgeSize.PointsPerMillimetre;
    }

    /// <summary>The words in the list of the clients: texts, or objects such as <c>{"font_weight": "bold"}</c>.</summary>
    private static HashSet<string> ReadStyles(string? json)
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (json is null)
            return words;
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind == JsonValueKind.Array)
            foreach (var item in document.RootElement.EnumerateArray())
                if (item.ValueKind == JsonValueKind.Object)
                    words.UnionWith(item.EnumerateObject().Select(member => member.Value.ToString()));
                else
                    words.Add(item.ToString());
        return words;
    }

    private static string Shorten(string text) => text.Length > MaxTextLength ? TextLimit.Shorten(text, MaxTextLength - 1) + "…" : text;

    private static string Transform(string text, string? type) =>
        type?.Trim().ToLowerInvariant() switch
        {
            "uppercase" => text.ToUpperInvariant(),
            "lowercase" => text.ToLowerInvariant(),
            "capitalize" => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(text),
            _ => text,
        };
}
