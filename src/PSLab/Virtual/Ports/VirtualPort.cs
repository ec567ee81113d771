namespace OpenEvent.PSLab.Virtual;

/// <summary>A virtual board behind a pseudo-terminal and a symbolic link to it. Clients open the link like a serial port.</summary>
public sealed class VirtualPort(VirtualBoard board, string link, bool paced = false)
{
    private static readonly TimeSpan HangUpDuration = TimeSpan.FromMilliseconds(300);

    /// <summary>The device that the link points to.</summary>
    public string? DevicePath { get; private set; }

    /// <summary>
    /// Serves clients until cancelled. After a simulated hang-up the link is missing for 300 ms and then points to another terminal.
    /// </summary>
    /// <param name="ready">Called each time when the port can be opened.</param>
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
            for (int count; (count = terminal.Read(buffer)) > 0; )
                line.Feed(buffer.AsSpan(0, count));
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

    /// <summary>Replaces the link atomically: it is created under another name and then moved, so it never points to nothing.</summary>
    private void UpdateLink(string device)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(link))!;
        Directory.CreateDirectory(directory);
        if (new FileInfo(link) is { Exists: true, LinkTarget: null })
            throw new IOException($"{link} exists and is not a symbolic link.");
        var temporaryLink = Path.Combine(directory, $".{Path.GetFileName(link)}.{Environment.ProcessId}");
        File.Delete(temporaryLink);
        File.CreateSymbolicLink(temporaryLink, device);
        File.Move(temporaryLink, link, overwrite: true);
    }

    /// <summary>Deletes the link only if it still points to this device.</summary>
    private void RemoveLink()
    {
        if (DevicePath is not null && new FileInfo(link).LinkTarget == DevicePath)
            File.Delete(link);
    }
}
