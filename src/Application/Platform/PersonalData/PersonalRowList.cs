namespace OpenEvent.Application.Platform;

/// <summary>
/// All rows with personal data, in the order of the erasure: rows that are found through others come before them. A test fails for a table
/// that refers to a person and is neither here nor in <see cref="Exempt"/>.
/// </summary>
internal static class PersonalRowList
{
    public static IReadOnlyList<PersonalRows> All { get; } =
    [
        .. PersonalTicketingRows.All,
        .. PersonalProgramRows.All,
        .. PersonalEventRows.All,
        .. PersonalLabRows.All,
        .. PersonalAccountRows.All,
    ];

    /// <summary>Tables that refer to a person or name an address, and why neither the export nor the erasure has them.</summary>
    public static IReadOnlyDictionary<string, string> Exempt { get; } =
        new Dictionary<string, string>
        {
            ["access_codes"] = "The marketer is an id. The code belongs to the event.",
            ["discount_codes"] = "The marketer is an id. The code belongs to the event.",
            ["idempotent_answers"] = "Answers to the caller's own requests, encrypted, for 24 hours.",
            ["lab_booking_slots"] = "Derived from the booking, and deleted with it.",
            ["message_settings"] = "Texts of the server's e-mails. The recipient is a role.",
            ["outbox"] = "EmailErasure deletes the entries about the person.",
            ["service_accounts"] = "An account of a program, which is not a person.",
            ["session_speaker"] = "Ids of a session and a speaker, which are in the list.",
            ["settings"] = "The addresses are those of the operator.",
            ["taxes"] = "The contact of the event's organizer, which tax documents of other people's orders name.",
            ["throttle_counters"] = "The keys are hashes.",
        };
}
