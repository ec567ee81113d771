namespace OpenEvent.Application.Resources.Query;

/// <summary>The time as the database has it, for conditions inside a query. The provider's adapter gives it its meaning.</summary>
internal static class DatabaseClock
{
    public static DateTimeOffset Now() => throw new NotSupportedException("Only in SQL.");
}
