namespace OpenEvent.Application.Events;

/// <summary>
/// Finds events by their texts. The queries are composed with the rows that the caller may see. The heading of an event is its name, its
/// place and the name of its owner: short texts, by which found events are ranked.
/// </summary>
public interface IEventSearch
{
    /// <summary>
    /// Finds the events that have all words of all texts, not ranked. Of a text that a description must have, only the occurrence in the
    /// event is checked here, because it costs much to tell where in an event a word is; <see cref="Rank"/> checks it.
    /// </summary>
    IQueryable<FoundEvent> Find(IReadOnlyList<SearchText> texts);

    /// <summary>Finds those of <see cref="Find"/> whose headings have all words, not ranked.</summary>
    /// <returns>Null: a text is about a description.</returns>
    IQueryable<FoundEvent>? FindHeadings(IReadOnlyList<SearchText> texts);

    /// <summary>Ranks found events by their headings.</summary>
    /// <param name="ids">A few hundred, of <see cref="Find"/>.</param>
    IQueryable<FoundEvent> Rank(IReadOnlyList<SearchText> texts, long[] ids);

    /// <summary>
    /// Finds events whose names are similar to a text, at most 200, in spite of typing errors: published ones, and those with these ids.
    /// </summary>
    /// <param name="ownIds">Null: all events that are not deleted.</param>
    /// <returns>Null if the database has no extension <c>pg_trgm</c>.</returns>
    IQueryable<FoundEvent>? FindSimilar(string text, long[]? ownIds);
}
