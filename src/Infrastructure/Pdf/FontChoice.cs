using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>The face of a text.</summary>
/// <param name="Family">Used for the characters that it has. Null: Noto Sans.</param>
internal readonly record struct FontChoice(bool IsBold, FontFamily? Family = null)
{
    public static implicit operator FontChoice(bool isBold) => new(isBold);

    public static FontChoice Of(BadgeFont font, bool isBold) =>
        font switch
        {
            BadgeFont.Serif => new FontChoice(isBold, FontLibrary.Serif),
            BadgeFont.Mono => new FontChoice(isBold, FontLibrary.Mono),
            _ => new FontChoice(isBold),
        };
}
