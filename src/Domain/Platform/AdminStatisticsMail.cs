namespace OpenEvent.Domain.Platform;

/// <summary>The e-mails that were sent in the last days.</summary>
public sealed class AdminStatisticsMail : AdminStatistics
{
    public int OneDay { get; set; }

    public int SevenDays { get; set; }

    public int ThirtyDays { get; set; }

    public int ThreeDays { get; set; }
}
