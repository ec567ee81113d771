using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OpenEvent.Bench.Throughput;

/// <summary>
/// Sends the orders of the buyers over HTTP/1.1 on persistent connections, one order at a time on each. It does little work itself, because
/// it runs on the same processors as the server.
/// </summary>
internal static class OrderLoad
{
    /// <param name="tickets">The number of tickets from which each order picks one at random.</param>
    /// <returns>Orders per second.</returns>
    public static async Task<double> RunAsync(
        Uri address,
        ThroughputEvent testEvent,
        int tickets,
        bool withKeys,
        int connections,
        TimeSpan time
    )
    {
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(
            Enumerable
                .Range(0, connections)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        using var connection = await OrderConnection.OpenAsync(address);
                        var count = 0;
                        for (; Stopwatch.GetElapsedTime(start) < time; count++)
                            await connection.OrderAsync(
                                testEvent,
                                Random.Shared.Next(testEvent.Buyers.Count),
                                Random.Shared.Next(tickets),
                                withKeys
                            );
                        return count;
                    })
                )
        );
        return counts.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public static async Task OnceAsync(Uri address, ThroughputEvent testEvent, int buyer, int ticket, bool withKey)
    {
        using var connection = await OrderConnection.OpenAsync(address);
        await connection.OrderAsync(testEvent, buyer, ticket, withKey);
    }

    private sealed class OrderConnection(Uri address) : IDisposable
    {
        private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private readonly byte[] _buffer = new byte[64 * 1024];

        public static async Task<OrderConnection> OpenAsync(Uri address)
        {
            var connection = new OrderConnection(address);
            await connection._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port));
            return connection;
        }

        public async ValueTask OrderAsync(ThroughputEvent testEvent, int buyer, int ticket, bool withKey)
        {
            var body = string.Create(CultureInfo.InvariantCulture, $$"""{"tickets":[{"id":{{testEvent.Tickets[ticket]}},"quantity":1}]}""");
            var key = withKey ? $"Idempotency-Key: {Guid.NewGuid()}\r\n" : "";
            await _socket.SendAsync(
                Encoding.ASCII.GetBytes(
                    $"POST /v1/orders/create-order HTTP/1.1\r\nHost: {address.Authority}\r\n"
                        + $"Authorization: JWT {testEvent.Tokens[buyer]}\r\nContent-Type: application/vnd.api+json\r\n"
                        + $"{key}Content-Length: {body.Length}\r\n\r\n{body}"
                )
            );
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
            }
        }

        public void Dispose() => _socket.Dispose();

        /// <summary>The total length of the response; -1: the headers are incomplete.</summary>
        private static int FindEnd(ReadOnlySpan<byte> bytes)
        {
            var head = bytes.IndexOf("\r\n\r\n"u8);
            if (head < 0)
                return -1;
            var at = bytes[..head].IndexOf("Content-Length: "u8);
            if (!bytes.StartsWith("HTTP/1.1 200"u8) || at < 0)
                throw new IOException(Encoding.UTF8.GetString(bytes));
            var rest = bytes[(at + 16)..head];
            var line = rest.IndexOf((byte)'\r');
            return head + 4 + int.Parse(line < 0 ? rest : rest[..line], CultureInfo.InvariantCulture);
        }
    }
}
