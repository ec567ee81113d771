using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OpenEvent.Bench;

/// <summary>
/// Sends requests over HTTP/1.1 on persistent connections, one request at a time on each. It does little work itself, because it runs on
/// the same processors as the servers.
/// </summary>
internal static class LoadGenerator
{
    /// <returns>Requests per second.</returns>
    public static async Task<double> RunAsync(Uri address, string url, int connections, TimeSpan duration)
    {
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(
            Enumerable
                .Range(0, connections)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        using var connection = await Connection.OpenAsync(address, url);
                        var count = 0;
                        for (; Stopwatch.GetElapsedTime(start) < duration; count++)
                            await connection.SendRequestAsync();
                        return count;
                    })
                )
        );
        return counts.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public static async Task SendRequestsAsync(Uri address, string url, int requests)
    {
        using var connection = await Connection.OpenAsync(address, url);
        for (var i = 0; i < requests; i++)
            await connection.SendRequestAsync();
    }

    /// <summary>Returns the body of one response.</summary>
    public static async Task<byte[]> GetBodyAsync(Uri address, string url)
    {
        using var http = new HttpClient { BaseAddress = address };
        return await http.GetByteArrayAsync(new Uri(url, UriKind.Relative));
    }

    private sealed class Connection : IDisposable
    {
        private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private readonly byte[] _buffer = new byte[512 * 1024];
        private byte[] _request = [];

        public static async Task<Connection> OpenAsync(Uri address, string url)
        {
            var connection = new Connection
            {
                _request = Encoding.ASCII.GetBytes(
                    $"GET {url} HTTP/1.1\r\nHost: {address.Authority}\r\nAccept: application/vnd.api+json\r\n\r\n"
                ),
            };
            await connection._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port));
            return connection;
        }

        public async ValueTask SendRequestAsync()
        {
            await _socket.SendAsync(_request);
            var length = 0;
            var end = -1;
            while (end < 0 || length < end)
            {
                var read = await _socket.ReceiveAsync(_buffer.AsMemory(length));
                if (read == 0)
                    throw new IOException("The server closed the connection.");
                length += read;
                if (end < 0)
                    end = FindEnd(_buffer.AsSpan(0, length));
                else if (end == int.MaxValue && _buffer.AsSpan(0, length).EndsWith("\r\n0\r\n\r\n"u8))
                    return;
            }
        }

        public void Dispose() => _socket.Dispose();

        /// <summary>
        /// The total length of the response; int.MaxValue: chunked, ends with the last chunk; -1: the headers are incomplete.
        /// </summary>
        private static int FindEnd(ReadOnlySpan<byte> bytes)
        {
            var head = bytes.IndexOf("\r\n\r\n"u8);
            if (head < 0)
                return -1;
            if (!bytes.StartsWith("HTTP/1.1 200"u8))
                throw new IOException(Encoding.UTF8.GetString(bytes));
            var headerIndex = bytes[..head].IndexOf("Content-Length: "u8);
            if (headerIndex < 0)
                return bytes.EndsWith("\r\n0\r\n\r\n"u8) ? bytes.Length : int.MaxValue;
            var rest = bytes[(headerIndex + 16)..head];
            var line = rest.IndexOf((byte)'\r');
            return head + 4 + int.Parse(line < 0 ? rest : rest[..line], CultureInfo.InvariantCulture);
        }
    }
}
