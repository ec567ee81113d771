namespace OpenEvent.Domain.Common;

/// <summary>The current time of the database, for conditions in a query. The EF model maps the method to an SQL function.</summary>
public static class DatabaseClock
{
    public static DateTimeOffset Now() => throw new NotSupportedException("Only in SQL.");
}
