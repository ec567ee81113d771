using OpenEvent.Application.Common;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>Writes the progress of a task into its row, at once.</summary>
internal sealed class TaskProgress(IData data, Guid task) : ITaskProgress
{
    public Task ReportAsync(long rows, CancellationToken ct) =>
        data.UpdateAsync(
            DirectWrites.ReportTask,
            data.Set<QueuedTask>().Where(t => t.Key == task),
            set => set.SetProperty(t => t.Rows, rows),
            ct
        );

    public Task ReportFileAsync(string path, CancellationToken ct) =>
        data.UpdateAsync(
            DirectWrites.ReportTask,
            data.Set<QueuedTask>().Where(t => t.Key == task),
            set => set.SetProperty(t => t.ResultPath, path),
            ct
        );
}
