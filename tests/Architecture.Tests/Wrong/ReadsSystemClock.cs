namespace OpenEvent.Architecture.Tests.Wrong;

/// <summary>Deliberately wrong: takes the time from the machine, behind an await.</summary>
internal static class ReadsSystemClock
{
    public static async Task<int> YearAsync()
    {
        await Task.Yield();
        return DateTimeOffset.UtcNow.Year;
    }
}
