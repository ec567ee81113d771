namespace OpenEvent.Infrastructure.Pdf;

/// <summary>The bidirectional character types of UAX #9 (https://www.unicode.org/reports/tr9/#Bidirectional_Character_Types).</summary>
internal enum BidiClass : byte
{
    /// <summary>Left-to-right.</summary>
    L,

    /// <summary>Right-to-left.</summary>
    R,

    /// <summary>Right-to-left Arabic.</summary>
    AL,

    /// <summary>European number.</summary>
    EN,

    /// <summary>Arabic number.</summary>
    AN,

    /// <summary>European number separator.</summary>
    ES,

    /// <summary>European number terminator.</summary>
    ET,

    /// <summary>Common number separator.</summary>
    CS,

    /// <summary>Nonspacing mark.</summary>
    NSM,

    /// <summary>Boundary neutral.</summary>
    BN,

    /// <summary>Whitespace.</summary>
    WS,

    /// <summary>Other neutral.</summary>
    ON,
}
