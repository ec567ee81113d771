namespace OpenEvent.Application.Common;

/// <summary>Sizes of texts in the database, for queries.</summary>
public static class StoredText
{
    /// <summary>
    /// The bytes of a text in UTF-8. PostgreSQL knows them without reading a long text, unlike the number of its characters:
    /// https://www.postgresql.org/docs/current/storage-toast.html.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is called outside of a query.</exception>
    public static int CountBytes(string text) => throw new InvalidOperationException("Only PostgreSQL counts the bytes of a stored text.");
}
