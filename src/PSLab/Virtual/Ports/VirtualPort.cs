namespace OpenEvent.PSLab.Virtual;

/// <summary>A virtual board behind a pseudo-terminal that a symbolic link points to. Clients open the link as they would a serial port.</summary>
public sealed class VirtualPort(VirtualBoard board, string link, bool paced = false)
{
    private static readonly TimeSpan HangUpDuration = TimeSpan.FromMilliseconds(300);

    /// <summary>The device that the link points to.</summary>
    public string? DevicePath { get; private set; }

    /// <summary>Serves until cancelled. After a hang-up the board is away for a moment, and comes back under the same link with another device.</summary>
    /// <param name="ready">Called each time the port can be opened.</param>
    public void Run(Action<string>? ready, CancellationToken ct)
    {
        try
        {
            while (!ct.IsCancellationRequested)
            {
                Serve(ready, ct);
                RemoveLink();
                ct.WaitHandle.WaitOne(HangUpDuration);
            }
        }
        finally
        {
            RemoveLink();
        }
    }

    private void Serve(Action<string>? ready, CancellationToken ct)
    {
        using var terminal = new PseudoTerminal();
        var line = new SerialLine(bytes => terminal.Write(bytes.Span), paced, board.Clock);
        var pump = new Thread(() =>
        {
            var buffer = new byte[4096];
            for (int got; (got = terminal.Read(buffer)) > 0; )
                line.Feed(buffer.AsSpan(0, got));
            line.End();
        })
        {
            IsBackground = true,
            Name = "from the host",
        };
        DevicePath = terminal.DevicePath;
        UpdateLink(terminal.DevicePath);
        pump.Start();
        ready?.Invoke(link);
        board.Run(line, ct);
        terminal.Stop();
        pump.Join();
    }

    /// <summary>The link is there or not, but never points to nothing: it is made aside and moved over an older one.</summary>
    private void UpdateLink(string device)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(link))!;
        Directory.CreateDirectory(directory);
        if (new FileInfo(link) is { Exists: true, LinkTarget: null })
            throw new IOException($"{link} exists and is no symbolic link.");
        var aside = Path.Combine(directory, $".{Path.GetFileName(link)}.{Environment.ProcessId}");
        File.Delete(aside);
        File.CreateSymbolicLink(aside, device);
        File.Move(aside, link, overwrite: true);
    }

    /// <summary>Only a link that still points to our device is ours.</summary>
    private void RemoveLink()
    {
        if (DevicePath is not null && new FileInfo(link).LinkTarget == DevicePath)
            File.Delete(link);
    }
}
