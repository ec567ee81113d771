using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>Counts what an import of an archive or a schedule would write: rows, options of forms, and speakers of sessions.</summary>
internal sealed class ArchiveRowCount
{
    /// <summary>The largest number. A copy of an event has the same.</summary>
    public const int Max = 10_000;

    /// <summary>The largest number of speakers of a session.</summary>
    public const int MaxSpeakers = 100;

    private int _count;

    /// <exception cref="RejectedException">Invalid: it is more than a file may have.</exception>
    public void Add(int rows, string file)
    {
        _count += rows;
        if (_count > Max)
            throw RejectedException.Invalid($"The file has more than {Max} rows, options of forms and speakers of sessions.", $"/{file}");
    }
}
