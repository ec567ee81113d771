using System.Collections.Concurrent;
using System.Diagnostics;

namespace OpenEvent.Infrastructure.Lab.Sandbox;

/// <summary>
/// Starts processes on a thread of its own. The kernel kills a worker when the thread that started it ends (PR_SET_PDEATHSIG), so the
/// thread must live as long as the sandbox: a thread of .NET's pool may end earlier.
/// </summary>
internal sealed class WorkerLauncher : IDisposable
{
    private readonly BlockingCollection<(ProcessStartInfo Start, TaskCompletionSource<Process> Started)> _queue = [];
    private readonly Thread _thread;

    public WorkerLauncher()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "script launcher" };
        _thread.Start();
    }

    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public Task<Process> StartAsync(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Add((start, started));
        return started.Task;
    }

    /// <summary>Ends the thread, and with it all workers.</summary>
    public void Dispose()
    {
        _queue.CompleteAdding();
        _thread.Join();
        _queue.Dispose();
    }

    private void Run()
    {
        foreach (var (start, started) in _queue.GetConsumingEnumerable())
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception e)
            {
                started.SetException(e);
            }
    }
}
