using System.ComponentModel.DataAnnotations;

namespace OpenEvent.Infrastructure.Retention;

/// <summary>The configuration section <c>Retention</c>: after how many days records are deleted. 0 keeps them.</summary>
public sealed record RetentionSettings : IValidatableObject
{
    /// <summary>Some e-mails are queued again for that long (invoice reminders: 75 days); the key of the done entry stops them.</summary>
    private const int ShortestOutbox = 80;

    private const string DaysError = "must be 0 (kept) to 36500 days.";

    /// <summary>Outbox entries that are done. Their keys keep e-mails from being sent twice.</summary>
    [Range(0, 36_500, ErrorMessage = DaysError)]
    public int OutboxDays { get; init; } = 90;

    /// <summary>Outbox entries that were given up and that nobody set to Waiting.</summary>
    [Range(0, 36_500, ErrorMessage = DaysError)]
    public int GivenUpDays { get; init; } = 365;

    /// <summary>The text of e-mails in <c>/v1/mails</c>. Recipient, subject and state stay.</summary>
    [Range(0, 36_500, ErrorMessage = DaysError)]
    public int EmailTextDays { get; init; } = 90;

    /// <summary>The records of e-mails.</summary>
    [Range(0, 36_500, ErrorMessage = DaysError)]
    public int EmailDays { get; init; } = 730;

    /// <summary>The records of lab calls.</summary>
    [Range(0, 36_500, ErrorMessage = DaysError)]
    public int LabCallDays { get; init; } = 90;

    /// <summary>The outputs of the runs of scripts in the lab.</summary>
    [Range(0, 36_500, ErrorMessage = DaysError)]
    public int LabOutputDays { get; init; } = 90;

    /// <summary>The runs of scripts in the lab, with their outputs.</summary>
    [Range(0, 36_500, ErrorMessage = DaysError)]
    public int LabRunDays { get; init; } = 365;

    /// <summary>Lab bookings, after their end.</summary>
    [Range(0, 36_500, ErrorMessage = DaysError)]
    public int BookingDays { get; init; } = 365;

    /// <summary>Notifications of users, read or not.</summary>
    [Range(0, 36_500, ErrorMessage = DaysError)]
    public int NotificationDays { get; init; } = 365;

    /// <summary>The log of changes in <c>/v1/activities</c>.</summary>
    [Range(0, 36_500, ErrorMessage = DaysError)]
    public int ActivityDays { get; init; } = 365;

    /// <summary>Tokens of password resets and e-mail verifications, after they expired.</summary>
    [Range(0, 36_500, ErrorMessage = DaysError)]
    public int TokenDays { get; init; } = 30;

    /// <summary>
    /// After how many years the billing details of orders and the invoices of erased accounts are erased, too. How long they must be kept
    /// depends on the country.
    /// </summary>
    [Range(0, 100, ErrorMessage = "must be 0 (kept) to 100 years.")]
    public int BillingYears { get; init; } = 10;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (OutboxDays is > 0 and < ShortestOutbox)
            yield return new ValidationResult($"must be 0 (kept) or at least {ShortestOutbox}.", [nameof(OutboxDays)]);
        if (EmailDays > 0 && EmailDays < Math.Max(OutboxDays, EmailTextDays))
            yield return new ValidationResult(
                "must be 0 (kept) or at least Retention:OutboxDays and Retention:EmailTextDays.",
                [nameof(EmailDays)]
            );
    }
}
