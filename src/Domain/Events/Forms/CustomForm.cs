namespace OpenEvent.Domain.Events;

/// <summary>One question of an event's form for attendees, sessions or speakers.</summary>
public sealed class CustomForm : EventContent
{
    public const string Attendee = "attendee";

    private const int DefaultMax = 10;
    private const int FirstYear = 1000;

    public static readonly string[] Forms = [Attendee, "session", "speaker"];

    public static readonly string[] Types =
    [
        "text",
        "checkbox",
        "select",
        "file",
        "image",
        "email",
        "number",
        "paragraph",
        "richtextlink",
        "boolean",
        "year",
    ];

    /// <summary>The attribute that is asked for, e.g. <c>job-title</c>; else a name of the organizer's own.</summary>
    public string FieldIdentifier { get; set; } = "";

    public string Form { get; set; } = "";

    /// <summary>Tickets may have forms of their own: those of the same id. Null: the event's common one.</summary>
    public string? FormId { get; set; }

    public string Type { get; set; } = "text";

    public string? Name { get; set; }

    public string? Description { get; set; }

    public bool IsRequired { get; set; }

    public bool IsIncluded { get; set; }

    /// <summary>Asked in every form of its kind.</summary>
    public bool IsFixed { get; set; }

    public bool IsPublic { get; set; }

    public bool IsAllowEdit { get; set; }

    public string? MainLanguage { get; set; }

    public int? Min { get; set; }

    public int? Max { get; set; } = DefaultMax;

    public int? Position { get; set; }

    /// <summary>JSON, as clients keep it.</summary>
    public string? Translations { get; set; }

    /// <summary>
    /// The least and the most that the answer may be: of questions for a number or a year, where the reference's clients let organizers say so. The contract
    /// gives every question a <c>max</c> of 10: that alone says nothing, nor does a bound that no year of four digits could keep.
    /// </summary>
    public (int? Least, int? Most) Bounds =>
        Type switch
        {
            "number" => (Min, Min is null && Max == DefaultMax ? null : Max),
            "year" => (Min >= FirstYear ? Min : null, Max >= FirstYear ? Max : null),
            _ => (null, null),
        };

    /// <summary>About something that the reference has no attribute for.</summary>
    public bool IsComplex => !IsFixed && !FormFields.Contains(Form, FieldIdentifier);

    /// <summary>Whether the form that has this id asks it.</summary>
    public bool AppliesToForm(string? formId) => IsFixed || string.Equals(FormId ?? "", formId ?? "", StringComparison.Ordinal);

    /// <summary>What every event asks of whoever comes.</summary>
    public static CustomForm CreateAttendeeEmailQuestion() =>
        new()
        {
            FieldIdentifier = "email",
            Form = Attendee,
            Type = "email",
            IsRequired = true,
            IsIncluded = true,
            IsFixed = true,
        };
}
