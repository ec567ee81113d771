using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>Writes one kind of file. It reads its rows in batches, so that the memory does not grow with their number.</summary>
internal interface IExport
{
    /// <summary>Names the tasks, e.g. <c>attendees-csv</c>.</summary>
    string Kind { get; }

    /// <summary>The end of the file's name, e.g. <c>attendees.csv</c>.</summary>
    string FileName { get; }

    string ContentType { get; }

    /// <summary>The modules whose rows are in the file: a token needs all of them.</summary>
    IReadOnlyList<string> RequiredModules { get; }

    /// <exception cref="RejectedException">The export cannot succeed.</exception>
    Task WriteAsync(ExportContext context, Stream target, ITaskProgress progress, CancellationToken ct);
}
