namespace OpenEvent.Application.Platform;

/// <summary>Records how far a task is.</summary>
internal interface ITaskProgress
{
    /// <summary>Tells clients how many rows are done.</summary>
    Task ReportAsync(long rows, CancellationToken ct);

    /// <summary>Names the file that the task is about to store. It is deleted with the task, also if the task fails afterwards.</summary>
    /// <param name="path">The path in the file store.</param>
    Task ReportFileAsync(string path, CancellationToken ct);
}
