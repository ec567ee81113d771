namespace OpenEvent.Domain.Ticketing;

/// <summary>The e-mails about an unpaid invoice.</summary>
public enum InvoiceEmailStage
{
    Issued,
    FollowUp,
    PreDue,
    PostDue,
}

/// <summary>When the reminders of an unpaid invoice are sent (docs/reference/event-invoices.md#reminders).</summary>
public static class InvoiceReminderSchedule
{
    /// <returns>The latest e-mail that should have been sent by now; null if none.</returns>
    public static InvoiceEmailStage? LatestDueStage(DateTimeOffset issuedAt, DateTimeOffset dueAt, DateTimeOffset now)
    {
        var month = new DateTimeOffset(issuedAt.UtcDateTime.Year, issuedAt.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);
        if (now >= dueAt && now >= FirstThirdOnOrAfter(dueAt))
            return InvoiceEmailStage.PostDue;
        if (now >= dueAt)
            return null;
        // The conditions on dueAt and issuedAt delay reminders of an invoice that is issued late in its month.
        if (now >= month.AddDays(26) && now >= dueAt.AddDays(-5))
            return InvoiceEmailStage.PreDue;
        return now >= month.AddDays(13) && now >= issuedAt.AddDays(7) ? InvoiceEmailStage.FollowUp : null;
    }

    /// <summary>The first 3rd of a month that is not before the due date.</summary>
    private static DateTimeOffset FirstThirdOnOrAfter(DateTimeOffset dueAt)
    {
        var third = new DateTimeOffset(dueAt.UtcDateTime.Year, dueAt.UtcDateTime.Month, 3, 0, 0, 0, TimeSpan.Zero);
        return third < dueAt ? third.AddMonths(1) : third;
    }
}
