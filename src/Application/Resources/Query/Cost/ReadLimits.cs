namespace OpenEvent.Application.Resources.Query;

/// <summary>
/// How much processor time a read may cost, and what its parts cost: docs/reference/performance-bounds.md#cost-of-a-read.
/// </summary>
internal static class ReadLimits
{
    /// <summary>The default of <c>Api:ReadMilliseconds</c>: the processor time that a read may cost.</summary>
    public const int BudgetMilliseconds = 200;

    /// <summary>The longest read whose estimate is within the budget, by the clock: the machine may be busy with other requests.</summary>
    public static readonly TimeSpan MaxDuration = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How much more a private list of an event may cost that is asked for as a whole: the check-in app loads all attendees at once.
    /// </summary>
    public const int TeamFactor = 8;

    /// <summary>Microseconds of reading one column of a row.</summary>
    public const double Column = 0.3;

    /// <summary>Microseconds of writing one attribute or relationship of a row.</summary>
    public const double Member = 0.8;

    /// <summary>Microseconds of reading and writing one byte of a row. Most bytes are those of long texts.</summary>
    public const double Byte = 0.025;

    /// <summary>Microseconds of one SQL statement, without its rows.</summary>
    public const double Statement = 1500;

    /// <summary>Microseconds of one comparison of a row.</summary>
    public const double Comparison = 0.2;

    /// <summary>Microseconds of looking for a linked row, for one row.</summary>
    public const double Lookup = 2;

    /// <summary>Microseconds of an attribute that is a subquery, for one row.</summary>
    public const double Subquery = 10;

    /// <summary>Microseconds of matching one character of a text with a pattern.</summary>
    public const double PatternCharacter = 0.006;

    /// <summary>Microseconds of sorting by one character of a text.</summary>
    public const double SortedCharacter = 0.002;
}
