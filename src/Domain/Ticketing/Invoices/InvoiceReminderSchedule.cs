namespace OpenEvent.Domain.Ticketing;

/// <summary>Which letter about an invoice it is.</summary>
public enum InvoiceEmailStage
{
    Issued,
    FollowUp,
    PreDue,
    PostDue,
}

/// <summary>When who owes an invoice is reminded (<c>spec/openevent/behaviours.md</c> §12).</summary>
public static class InvoiceReminderSchedule
{
    /// <returns>The latest letter that is due by now; null: none yet.</returns>
    public static InvoiceEmailStage? LatestDueStage(DateTimeOffset issuedAt, DateTimeOffset dueAt, DateTimeOffset now)
    {
        var month = new DateTimeOffset(issuedAt.UtcDateTime.Year, issuedAt.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);
        if (now >= dueAt && now >= FirstThirdOnOrAfter(dueAt))
            return InvoiceEmailStage.PostDue;
        if (now >= dueAt)
            return null;
        // One that is issued late in its month is not reminded of the next hour.
        if (now >= month.AddDays(26) && now >= dueAt.AddDays(-5))
            return InvoiceEmailStage.PreDue;
        return now >= month.AddDays(13) && now >= issuedAt.AddDays(7) ? InvoiceEmailStage.FollowUp : null;
    }

    /// <summary>The first 3rd of a month that is not before the day when it was due.</summary>
    private static DateTimeOffset FirstThirdOnOrAfter(DateTimeOffset dueAt)
    {
        var third = new DateTimeOffset(dueAt.UtcDateTime.Year, dueAt.UtcDateTime.Month, 3, 0, 0, 0, TimeSpan.Zero);
        return third < dueAt ? third.AddMonths(1) : third;
    }
}
