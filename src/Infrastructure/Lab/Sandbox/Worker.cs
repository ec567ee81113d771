using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Text;

namespace OpenEvent.Infrastructure.Lab.Sandbox;

/// <summary>A process of the sandbox that has loaded Python and numpy and waits for one script.</summary>
internal sealed class Worker : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    private readonly SandboxCommand _command;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Action _release;
    private int _isDisposed;

    private Worker(Process process, SandboxCommand command, Action release)
    {
        _process = process;
        _command = command;
        _release = release;
        ProcessId = process.Id;
        Output = PipeReader.Create(process.StandardOutput.BaseStream);
    }

    /// <summary>The worker's messages, one a line.</summary>
    public PipeReader Output { get; }

    public int ProcessId { get; }

    public bool HasExited => _process.HasExited;

    /// <summary>Starts the process, which waits for <see cref="LoadAsync"/>.</summary>
    /// <param name="release">Called when the worker has ended.</param>
    /// <exception cref="WorkerStartException">It cannot be started.</exception>
    public static async Task<Worker> StartAsync(WorkerLauncher launcher, SandboxCommand command, Action release)
    {
        try
        {
            return new Worker(await launcher.StartAsync(command.Start), command, release);
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            command.Group?.Remove();
            release();
            throw new WorkerStartException(e.Message);
        }
    }

    /// <summary>Loads Python and the program into the process. If that fails, the worker is disposed of.</summary>
    /// <exception cref="WorkerStartException">It did not become ready.</exception>
    public async Task LoadAsync(WorkerProgram program, CancellationToken ct)
    {
        try
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
            timeout.CancelAfter(StartTimeout);
            await WriteLineAsync(ReadOnlyMemory<byte>.Empty, timeout.Token);
            await WriteLineAsync(program.Setup, timeout.Token);
            await WaitUntilReadyAsync(program, timeout.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            await DisposeAsync();
            throw new WorkerStartException("Python did not start in time");
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes a line to the worker. Nothing happens if it has ended.</summary>
    public async Task WriteLineAsync(ReadOnlyMemory<byte> line, CancellationToken ct)
    {
        await _writing.WaitAsync(ct);
        try
        {
            var input = _process.StandardInput.BaseStream;
            await input.WriteAsync(line, ct);
            await input.WriteAsync("\n"u8.ToArray(), ct);
            await input.FlushAsync(ct);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // It has ended, and may be disposed of. Its exit code tells why.
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Kills the outer process. The kernel then kills all others, because they are in its namespace.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }

    /// <summary>Waits until all processes have ended.</summary>
    /// <returns>
    /// The exit code of the script's process, 128 more than the signal if it was killed; and whether no process is left in the control
    /// group.
    /// </returns>
    public async Task<(int ExitCode, bool RanOutOfMemory, bool IsEmpty)> WaitAsync()
    {
        await _process.WaitForExitAsync();
        var outOfMemory = false;
        var isEmpty = true;
        if (_command.Group is { } group)
        {
            outOfMemory = group.RanOutOfMemory();
            isEmpty = await group.RemoveAsync();
        }
        return (_process.ExitCode, outOfMemory, isEmpty);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        Kill();
        await WaitAsync();
        await Output.CompleteAsync();
        await _process.StandardInput.BaseStream.DisposeAsync();
        _process.Dispose();
        if (_command.Folder is { } folder)
            Directory.Delete(folder, recursive: true);
        _release();
    }

    private async Task WaitUntilReadyAsync(WorkerProgram program, CancellationToken ct)
    {
        while (true)
        {
            var read = await Output.ReadAsync(ct);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                if (program.TryReadReady(read.Buffer.Slice(0, end)))
                {
                    Output.AdvanceTo(read.Buffer.GetPosition(1, end));
                    return;
                }
            }
            if (read.IsCompleted)
                throw new WorkerStartException(LastLine(Encoding.UTF8.GetString(read.Buffer)));
            Output.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>The last line of a Python traceback, or of bubblewrap's message, names the error.</summary>
    private static string LastLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault()
        ?? "it ended without a message";
}
