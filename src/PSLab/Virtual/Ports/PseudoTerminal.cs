using System.Runtime.InteropServices;

namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// A serial port in software (Linux). Programs open <see cref="DevicePath"/>; this object is the other end. It uses raw mode: no byte is
/// changed, echoed or buffered. The slave stays open here, so clients can disconnect and connect again without a hang-up on the master
/// side.
/// </summary>
public sealed class PseudoTerminal : IDisposable
{
    private const int ReadWrite = 2,
        NoControllingTerminal = 0x100,
        NonBlocking = 0x800,
        CloseOnExec = 0x80000;
    private const short Readable = 1,
        Writable = 4;
    private const int FlushInput = 0,
        Interrupted = 4,
        TryAgain = 11;
    private const uint Opened = 0x20,
        Closed = 0x08 | 0x10;
    private const int EventSize = 16;

    private readonly int _master;
    private readonly int _slave;
    private readonly int _watch;
    private readonly int[] _wake = new int[2];
    private int _clients;
    private int _closed;
    private bool _disposed;

    public PseudoTerminal()
    {
        if (!OperatingSystem.IsLinux())
            throw new PlatformNotSupportedException("The virtual board needs the pseudo-terminals of Linux.");
        _master = Checked(posix_openpt(ReadWrite | NoControllingTerminal | CloseOnExec), "posix_openpt");
        Checked(grantpt(_master), "grantpt");
        Checked(unlockpt(_master), "unlockpt");
        var name = new byte[128];
        if (ptsname_r(_master, name, name.Length) != 0)
            throw new IOException("ptsname_r failed.");
        DevicePath = System.Text.Encoding.ASCII.GetString(name.AsSpan(0, name.AsSpan().IndexOf((byte)0)));
        _slave = Checked(open(DevicePath, ReadWrite | NoControllingTerminal | CloseOnExec, 0), "open");
        var termios = new byte[256]; // larger than struct termios, which has 60 bytes on Linux
        Checked(tcgetattr(_slave, termios), "tcgetattr");
        cfmakeraw(termios);
        Checked(tcsetattr(_slave, 0, termios), "tcsetattr");
        Checked(
            fcntl(
                _master,
                4 /* F_SETFL */
                ,
                ReadWrite | NonBlocking
            ),
            "fcntl"
        );
        Checked(pipe2(_wake, CloseOnExec), "pipe2");
        _watch = Checked(inotify_init1(NonBlocking | CloseOnExec), "inotify_init1");
        Checked(inotify_add_watch(_watch, DevicePath, Opened | Closed), "inotify_add_watch");
    }

    public string DevicePath { get; }

    /// <summary>Called when the last client has closed the port.</summary>
    public Action? LastClientClosed { get; set; }

    /// <summary>Waits for bytes from the client.</summary>
    /// <returns>The number of bytes, or 0 after <see cref="Stop"/>.</returns>
    public int Read(Span<byte> buffer)
    {
        while (Volatile.Read(ref _closed) == 0)
        {
            TrackClients();
            var got = (int)read(_master, ref MemoryMarshal.GetReference(buffer), buffer.Length);
            if (got > 0)
                return got;
            var error = Marshal.GetLastPInvokeError();
            if (got < 0 && error is not (TryAgain or Interrupted))
                return 0;
            Poll(Readable, -1);
        }
        return 0;
    }

    /// <summary>
    /// Sends bytes to the client. If no client reads for one second, the remaining bytes are lost, as with a UART. So a client that stopped
    /// reading cannot block the board.
    /// </summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0 && Volatile.Read(ref _closed) == 0)
        {
            var sent = (int)write(_master, in MemoryMarshal.GetReference(bytes), bytes.Length);
            if (sent > 0)
            {
                bytes = bytes[sent..];
                continue;
            }
            var error = Marshal.GetLastPInvokeError();
            if (error == Interrupted)
                continue;
            if (error != TryAgain || !Poll(Writable, 1000))
                return;
        }
    }

    /// <summary>Ends a waiting <see cref="Read"/> and all later ones.</summary>
    public void Stop()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
            return;
        byte any = 0;
        _ = write(_wake[1], in any, 1);
    }

    /// <summary>
    /// Closes the terminal, so that a client's next read or write fails. No <see cref="Read"/> may be running, because the kernel reuses
    /// closed file descriptors.
    /// </summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        Stop();
        foreach (var descriptor in new[] { _slave, _master, _watch, _wake[0], _wake[1] })
            _ = close(descriptor);
    }

    /// <summary>
    /// A real port discards unread bytes when the last program closes it. Here the slave stays open, so they are discarded explicitly.
    /// </summary>
    private void TrackClients()
    {
        var events = new byte[EventSize * 64];
        while ((int)read(_watch, ref events[0], events.Length) is > 0 and var length)
            for (var at = 0; at < length; at += EventSize + BitConverter.ToInt32(events, at + 12))
            {
                var mask = BitConverter.ToUInt32(events, at + 4);
                _clients +=
                    (mask & Opened) != 0 ? 1
                    : (mask & Closed) != 0 ? -1
                    : 0;
                if (_clients > 0 || (mask & Closed) == 0)
                    continue;
                _clients = 0;
                _ = tcflush(_slave, FlushInput);
                LastClientClosed?.Invoke();
            }
    }

    private bool Poll(short events, int milliseconds)
    {
        var waiting = new[]
        {
            new PollEntry { Descriptor = _master, Events = events },
            new PollEntry { Descriptor = _wake[0], Events = Readable },
            new PollEntry { Descriptor = _watch, Events = events == Readable ? Readable : (short)0 },
        };
        return poll(waiting, 3, milliseconds) > 0 && waiting[0].Returned != 0;
    }

    private static int Checked(int result, string call) =>
        result >= 0 ? result : throw new IOException($"{call} failed: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }

    // DllImport needs no unsafe code in the project. The names are those of libc, and only the loader finds libc.
#pragma warning disable SYSLIB1054, IDE1006, CA5392
    [DllImport("libc", SetLastError = true)]
    private static extern int posix_openpt(int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int grantpt(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int unlockpt(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int ptsname_r(int descriptor, [Out] byte[] name, nint length);

    [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int open(string path, int flags, int mode);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int fcntl(int descriptor, int command, int argument);

    [DllImport("libc", SetLastError = true)]
    private static extern nint read(int descriptor, ref byte buffer, nint count);

    [DllImport("libc", SetLastError = true)]
    private static extern nint write(int descriptor, in byte buffer, nint count);

    [DllImport("libc", SetLastError = true)]
    private static extern int poll([In, Out] PollEntry[] entries, nuint count, int milliseconds);

    [DllImport("libc", SetLastError = true)]
    private static extern int pipe2([Out] int[] descriptors, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int inotify_init1(int flags);

    [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int inotify_add_watch(int descriptor, string path, uint mask);

    [DllImport("libc", SetLastError = true)]
    private static extern int tcgetattr(int descriptor, [Out] byte[] termios);

    [DllImport("libc", SetLastError = true)]
    private static extern int tcsetattr(int descriptor, int when, byte[] termios);

    [DllImport("libc", SetLastError = true)]
    private static extern int tcflush(int descriptor, int queue);

    [DllImport("libc")]
    private static extern void cfmakeraw([In, Out] byte[] termios);
#pragma warning restore
}
