namespace OpenEvent.Domain.Ticketing;

/// <summary>Which letter about an invoice it is.</summary>
public enum InvoiceStage
{
    Issued,
    FollowUp,
    PreDue,
    PostDue,
}

/// <summary>When who owes an invoice is reminded (<c>spec/openevent/behaviours.md</c> §12).</summary>
public static class InvoiceReminders
{
    /// <returns>The latest letter that is due by now; null: none yet.</returns>
    public static InvoiceStage? StageOf(DateTimeOffset issuedAt, DateTimeOffset dueAt, DateTimeOffset now)
    {
        var month = new DateTimeOffset(issuedAt.UtcDateTime.Year, issuedAt.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);
        if (now >= dueAt && now >= NextThird(dueAt))
            return InvoiceStage.PostDue;
        if (now >= dueAt)
            return null;
        // One that is issued late in its month is not reminded of the next hour.
        if (now >= month.AddDays(26) && now >= dueAt.AddDays(-5))
            return InvoiceStage.PreDue;
        return now >= month.AddDays(13) && now >= issuedAt.AddDays(7) ? InvoiceStage.FollowUp : null;
    }

    /// <summary>The first 3rd of a month that is not before the day when it was due.</summary>
    private static DateTimeOffset NextThird(DateTimeOffset dueAt)
    {
        var third = new DateTimeOffset(dueAt.UtcDateTime.Year, dueAt.UtcDateTime.Month, 3, 0, 0, 0, TimeSpan.Zero);
        return third < dueAt ? third.AddMonths(1) : third;
    }
}
