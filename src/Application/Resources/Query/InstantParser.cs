using System.Globalization;
using System.Linq.Expressions;

namespace OpenEvent.Application.Resources.Query;

/// <summary>Instants as clients write them.</summary>
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

    /// <summary>Reads ISO 8601 into UTC, cut to the microseconds that PostgreSQL keeps.</summary>
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
    /// The attendee app sends <c>%yyyy-MM-ddTHH:mm%</c> to <c>ilike</c> (<c>spec/openevent/clients.md</c>): the minute, day, … that the prefix names.
    /// </summary>
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
