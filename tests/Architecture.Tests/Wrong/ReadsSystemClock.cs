namespace OpenEvent.Architecture.Tests.Wrong;

/// <summary>Deliberately wrong: reads the system clock after an await.</summary>
internal static class ReadsSystemClock
{
    public static async Task<int> YearAsync()
    {
        await Task.Yield();
        return DateTimeOffset.UtcNow.Year;
    }
}
