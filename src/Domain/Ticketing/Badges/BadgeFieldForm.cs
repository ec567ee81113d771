using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>One text or QR code on a badge. Lengths are in the unit of the clients.</summary>
[TokenModule(TokenModule.Attendees)]
public sealed class BadgeFieldForm : Entity
{
    public long BadgeFormId { get; set; }

    public BadgeForm BadgeForm { get; set; } = null!;

    /// <summary>As <see cref="BadgeForm.BadgeId"/>.</summary>
    public string BadgeId { get; set; } = "";

    /// <summary>The name of the attendee's field that is printed.</summary>
    public string? FieldIdentifier { get; set; }

    public string? CustomField { get; set; }

    public string? SampleText { get; set; }

    public string? FontColor { get; set; }

    public string? FontName { get; set; }

    public int? FontSize { get; set; }

    /// <summary>JSON: a list in the format of the clients.</summary>
    public string? FontWeight { get; set; }

    public int? MarginBottom { get; set; }

    public int? MarginLeft { get; set; }

    public int? MarginRight { get; set; }

    public int? MarginTop { get; set; }

    /// <summary>JSON: the names of the fields in a QR code.</summary>
    public string? QrCustomField { get; set; }

    public string? TextAlignment { get; set; }

    /// <summary>Degrees.</summary>
    public int? TextRotation { get; set; }

    public string? TextType { get; set; }

    public bool IsDeleted { get; set; }

    public bool IsFieldExpanded { get; set; }
}
