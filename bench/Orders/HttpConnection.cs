using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OpenEvent.Bench.Orders;

/// <summary>
/// A persistent HTTP/1.1 connection that sends one request at a time. It does little work itself, because it runs on the same processors as
/// the server.
/// </summary>
internal sealed class HttpConnection(Uri address) : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[256 * 1024];

    public static async Task<HttpConnection> OpenAsync(Uri address)
    {
        var connection = new HttpConnection(address);
        await connection._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port));
        return connection;
    }

    /// <returns>The body of the response, until the next request.</returns>
    /// <exception cref="IOException">The answer is not 2xx.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> SendAsync(string method, string path, string token, string body = "")
    {
        await _socket.SendAsync(
            Encoding.UTF8.GetBytes(
                $"{method} {path} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: JWT {token}\r\n"
                    + (body.Length == 0 ? "" : $"Content-Type: application/vnd.api+json\r\nContent-Length: {body.Length}\r\n")
                    + $"\r\n{body}"
            )
        );
        var length = 0;
        var (start, end) = (-1, -1);
        while (end < 0 || length < end)
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(length));
            if (read == 0)
                throw new IOException("The server closed the connection.");
            length += read;
            if (end < 0)
                (start, end) = FindBody(_buffer.AsSpan(0, length));
        }

        return _buffer.AsMemory(start, end - start);
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>Where the body begins and ends; -1: the headers are incomplete.</summary>
    private static (int Start, int End) FindBody(ReadOnlySpan<byte> bytes)
    {
        var head = bytes.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return (-1, -1);
        var at = bytes[..head].IndexOf("Content-Length: "u8);
        if (!bytes.StartsWith("HTTP/1.1 2"u8) || at < 0)
            throw new IOException(Encoding.UTF8.GetString(bytes));
        var rest = bytes[(at + 16)..head];
        var line = rest.IndexOf((byte)'\r');
        return (head + 4, head + 4 + int.Parse(line < 0 ? rest : rest[..line], CultureInfo.InvariantCulture));
    }
}
