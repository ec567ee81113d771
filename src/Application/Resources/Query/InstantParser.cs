using System.Globalization;
using System.Linq.Expressions;

namespace OpenEvent.Application.Resources.Query;

/// <summary>Parses the times that clients send.</summary>
internal static class InstantParser
{
    private static readonly (string Format, Func<DateTimeOffset, DateTimeOffset> Next)[] Prefixes =
    [
        ("yyyy", d => d.AddYears(1)),
        ("yyyy-MM", d => d.AddMonths(1)),
        ("yyyy-MM-dd", d => d.AddDays(1)),
        ("yyyy-MM-ddTHH", d => d.AddHours(1)),
        ("yyyy-MM-ddTHH:mm", d => d.AddMinutes(1)),
        ("yyyy-MM-ddTHH:mm:ss", d => d.AddSeconds(1)),
    ];

    /// <summary>Parses ISO 8601. The result is in UTC and truncated to microseconds, the precision of PostgreSQL.</summary>
    public static bool TryParse(string text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length is < 10 or > 40 || !char.IsAsciiDigit(text[0]))
            return false;
        if (
            !DateTimeOffset.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var read
            )
        )
            return false;
        if (read.Year < 1)
            return false;
        instant = new DateTimeOffset(read.Ticks - (read.Ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
        return true;
    }

    /// <summary>
    /// The condition that a time is in the period (year, month, day, hour, minute or second) that a pattern names. The attendee app sends
    /// <c>%yyyy-MM-ddTHH:mm%</c> with <c>ilike</c>: docs/reference/client-expectations.md#client-filters.
    /// </summary>
    /// <returns>Null if the pattern is not the beginning of a time.</returns>
    public static Expression? WithinPrefix(Expression column, string pattern)
    {
        var text = pattern.Trim('%').Replace(' ', 'T');
        foreach (var (format, next) in Prefixes)
        {
            if (
                !DateTimeOffset.TryParseExact(
                    text,
                    format,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                    out var from
                )
            )
                continue;
            if (from.Year > 9998)
                return null;
            return Expression.AndAlso(
                Expression.GreaterThanOrEqual(column, SqlParameter.For(from, column.Type)),
                Expression.LessThan(column, SqlParameter.For(next(from), column.Type))
            );
        }

        return null;
    }
}
