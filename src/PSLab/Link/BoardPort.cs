using System.IO.Ports;
using System.Net.Sockets;

namespace OpenEvent.PSLab.Link;

/// <summary>The address of a board: a serial port's path, or <c>tcp://host[:port]</c> for a board on the network.</summary>
public sealed record BoardPort(string Address)
{
    public const int BaudRate = 1_000_000,
        NetworkPort = 80;

    /// <summary>Opens the port. The caller owns the stream.</summary>
    /// <exception cref="BoardException">The port cannot be opened. The message tells why.</exception>
    public async Task<Stream> OpenAsync(CancellationToken ct)
    {
        try
        {
            return Uri.TryCreate(Address, UriKind.Absolute, out var uri) && uri.Scheme == "tcp"
                ? await OpenSocketAsync(uri.Host, uri.Port > 0 ? uri.Port : NetworkPort, ct).ConfigureAwait(false)
                : OpenSerial(Address);
        }
        catch (Exception e)
            when (e
                    is IOException
                        or SocketException
                        or UnauthorizedAccessException
                        or ArgumentException
                        or InvalidOperationException
                        or NotSupportedException
            )
        {
            throw new BoardException(BoardErrorKind.Disconnected, $"{Address} cannot be opened: {e.Message}", e);
        }
    }

    private static async Task<Stream> OpenSocketAsync(string host, int port, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, ct).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <exception cref="FileNotFoundException">There is no such port. The message names the ports that there are.</exception>
    private static void RequireExisting(string path)
    {
        if (!path.StartsWith('/') || File.Exists(path))
            return;
        var ports = FindPorts();
        throw new FileNotFoundException(
            "There is no such file. "
                + (ports.Count > 0 ? $"Serial ports here: {string.Join(", ", ports)}." : "There is no serial port here.")
        );
    }

    /// <summary>The serial ports of this machine that a board may be connected to: those of USB, or else all.</summary>
    private static List<string> FindPorts()
    {
        string[] all = [.. SerialPort.GetPortNames().Order(StringComparer.Ordinal)];
        var usb = all.Where(p => p.Contains("USB", StringComparison.Ordinal) || p.Contains("ACM", StringComparison.Ordinal)).ToList();
        return usb.Count > 0 ? usb : [.. all.Take(8)];
    }

    // Do not set the modem lines: a pseudo-terminal has none, and on some boards they reset the processor.
    private static SerialStream OpenSerial(string path)
    {
        RequireExisting(path);
        var port = new SerialPort(path, BaudRate, Parity.None, 8, StopBits.One) { Handshake = Handshake.None };
        try
        {
            port.Open();
            return new SerialStream(port);
        }
        catch
        {
            port.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The port's stream, which closes the port when it is disposed. It is never flushed: the kernel sends by itself, and a SerialPort
    /// would block until all bytes are sent.
    /// </summary>
    private sealed class SerialStream(SerialPort port) : DuplexStream
    {
        private readonly Stream _inner = port.BaseStream;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            _inner.ReadAsync(buffer, cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            _inner.WriteAsync(buffer, cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => _inner.Read(buffer, offset, count);

        public override void Write(byte[] buffer, int offset, int count) => _inner.Write(buffer, offset, count);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                port.Dispose();
            base.Dispose(disposing);
        }
    }
}
