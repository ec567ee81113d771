using System.Runtime.InteropServices;

namespace OpenEvent.Rush;

/// <summary>Runs a benchmark in a temporary folder, and turns its result into an exit code.</summary>
internal static class RunFolder
{
    /// <param name="run">
    /// Gets the folder, and a task that fails when the process is interrupted. Returns the number of failed checks.
    /// </param>
    /// <param name="data">A folder in it that is deleted in any case.</param>
    /// <param name="keepsLogs">Whether the rest is kept when a check failed.</param>
    /// <returns>0; 1: a check failed; 2: the run did not complete.</returns>
    public static async Task<int> UseAsync(string name, string data, bool keepsLogs, Func<string, Task, Task<int>> run)
    {
        // PostgreSQL's account must be able to enter the folder, because the cluster is in it.
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"openevent-{name}-{Guid.NewGuid():n}")).FullName;
        var failedChecks = -1;
        var interrupted = new TaskCompletionSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
        try
        {
            failedChecks = await run(folder, interrupted.Task);
            return failedChecks == 0 ? 0 : 1;
        }
        catch (Exception failure)
        {
            await Console.Error.WriteLineAsync($"The run did not complete: {failure}");
            return 2;
        }
        finally
        {
            if (Directory.Exists(Path.Combine(folder, data)))
                Directory.Delete(Path.Combine(folder, data), recursive: true);
            if (failedChecks == 0 || !keepsLogs)
                Directory.Delete(folder, recursive: true);
            else
                Console.WriteLine($"The logs of the servers are in {folder}");
        }

        void Interrupt(PosixSignalContext signal)
        {
            signal.Cancel = true;
            interrupted.TrySetException(new OperationCanceledException("Interrupted."));
        }
    }
}
