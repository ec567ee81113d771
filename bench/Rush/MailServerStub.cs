using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace OpenEvent.Rush;

/// <summary>An SMTP server that counts how often each e-mail is delivered, by its Message-ID.</summary>
internal sealed class MailServerStub : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public MailServerStub()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public ConcurrentDictionary<string, int> Emails { get; } = [];

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = HandleConnectionAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The benchmark has ended.
        }
    }

    private async Task HandleConnectionAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream);
            await using var writer = new StreamWriter(stream) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 stub");
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line.Equals("DATA", StringComparison.OrdinalIgnoreCase))
                {
                    await writer.WriteLineAsync("354 send the message");
                    Emails.AddOrUpdate(await ReadMessageIdAsync(reader), 1, (_, n) => n + 1);
                }

                var isEnd = line.Equals("QUIT", StringComparison.OrdinalIgnoreCase);
                await writer.WriteLineAsync(isEnd ? "221 bye" : "250 ok");
                if (isEnd)
                    return;
            }
        }
        catch (IOException)
        {
            // The sender was killed.
        }
    }

    private static async Task<string> ReadMessageIdAsync(StreamReader reader)
    {
        var id = "";
        while (await reader.ReadLineAsync() is var line && line != ".")
        {
            // A sender that ends before the final dot has delivered nothing (RFC 5321, section 4.1.1.4).
            if (line is null)
                throw new IOException("The e-mail is incomplete.");
            if (id.Length == 0 && line.StartsWith("Message-Id:", StringComparison.OrdinalIgnoreCase))
                id = line["Message-Id:".Length..].Trim();
            else if (id.Length == 0 && line.Length == 0)
                throw new IOException("The e-mail has no Message-ID.");
        }

        return id;
    }
}
