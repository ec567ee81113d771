using System.ComponentModel.DataAnnotations.Schema;

namespace OpenEvent.Application.Events;

/// <summary>
/// Finds events by their texts. The queries are composed with the rows that the caller may see, so that each search is one statement.
/// </summary>
public interface IEventSearch
{
    /// <summary>Finds the events that have all words of all texts, each also as the beginning of a word.</summary>
    IQueryable<FoundEvent> Find(IReadOnlyList<SearchText> texts);

    /// <summary>Finds events whose names are similar to a text, at most 200, in spite of typing errors.</summary>
    /// <returns>Null if the database has no extension <c>pg_trgm</c>.</returns>
    IQueryable<FoundEvent>? FindSimilar(string text);
}

/// <summary>Words that an event must have.</summary>
/// <param name="Part">A to D: the part of an event that must have them (migration AddEventSearch). Empty: any part.</param>
public readonly record struct SearchText(string Words, string Part = "")
{
    /// <summary>In UTF-16 units.</summary>
    public const int MaxLength = 200;
}

/// <summary>An event that a search has found.</summary>
public sealed class FoundEvent
{
    [Column("id")]
    public long Id { get; set; }

    /// <summary>Greater is better.</summary>
    [Column("rank")]
    public float Rank { get; set; }
}
