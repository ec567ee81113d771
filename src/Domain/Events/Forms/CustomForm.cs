namespace OpenEvent.Domain.Events;

/// <summary>One question in an event's form for attendees, sessions or speakers.</summary>
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

    /// <summary>The attribute that the question is about, e.g. <c>job-title</c>, or a name that the organizer chose.</summary>
    public string FieldIdentifier { get; set; } = "";

    /// <summary>One of <see cref="Forms"/>.</summary>
    public string Form { get; set; } = "";

    /// <summary>
    /// The id of the form that the question is part of. Tickets refer to a form by it. Null for the form of all other tickets.
    /// </summary>
    public string? FormId { get; set; }

    /// <summary>One of <see cref="Types"/>.</summary>
    public string Type { get; set; } = "text";

    public string? Name { get; set; }

    public string? Description { get; set; }

    public bool IsRequired { get; set; }

    public bool IsIncluded { get; set; }

    /// <summary>Whether the question is part of every form, whatever its <see cref="FormId"/>.</summary>
    public bool IsFixed { get; set; }

    public bool IsPublic { get; set; }

    public bool IsAllowEdit { get; set; }

    public string? MainLanguage { get; set; }

    public int? Min { get; set; }

    public int? Max { get; set; } = DefaultMax;

    public int? Position { get; set; }

    /// <summary>JSON in the format of the clients.</summary>
    public string? Translations { get; set; }

    /// <summary>
    /// The minimum and maximum of the answer to a question of type <c>number</c> or <c>year</c>. Every question has <c>max</c> 10 by
    /// default, so a default <c>max</c> without a <c>min</c> is no bound. A bound for a year counts only if it has four digits.
    /// </summary>
    public (int? Min, int? Max) Bounds =>
        Type switch
        {
            "number" => (Min, Min is null && Max == DefaultMax ? null : Max),
            "year" => (Min >= FirstYear ? Min : null, Max >= FirstYear ? Max : null),
            _ => (null, null),
        };

    /// <summary>Whether the question is the organizer's own, about something that is no attribute.</summary>
    public bool IsComplex => !IsFixed && !FormFields.Contains(Form, FieldIdentifier);

    /// <summary>Whether the question is part of the form with this id.</summary>
    public bool AppliesToForm(string? formId) => IsFixed || string.Equals(FormId ?? "", formId ?? "", StringComparison.Ordinal);

    /// <summary>The question that every event has from the start: the attendee's e-mail address.</summary>
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
