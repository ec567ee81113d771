using OpenEvent.Domain.Program;

namespace OpenEvent.Bench;

/// <summary>A session, and the numbers in its document that other tables have.</summary>
internal sealed class SessionRow
{
    public required Session Session { get; init; }

    public int Favourites { get; init; }

    public int Ratings { get; init; }

    public double? AverageRating { get; init; }
}
