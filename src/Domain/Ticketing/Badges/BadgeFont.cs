namespace OpenEvent.Domain.Ticketing;

/// <summary>The typefaces of badges.</summary>
public enum BadgeFont
{
    /// <summary>Without serifs, such as Arial.</summary>
    Sans,

    /// <summary>With serifs, such as Times New Roman.</summary>
    Serif,

    /// <summary>All characters have the same width, such as Courier.</summary>
    Mono,
}
