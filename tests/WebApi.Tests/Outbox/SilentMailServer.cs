using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace OpenEvent.WebApi.Tests.Outbox;

/// <summary>A mail server that accepts connections and never says anything, until it is disposed.</summary>
internal sealed class SilentMailServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _connections = [];
    private readonly SemaphoreSlim _accepted = new(0);

    public SilentMailServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>The settings of a server that uses it, and that does not give up an e-mail during a test.</summary>
    public string[] Settings =>
        [
            "--Mail:Host=127.0.0.1",
            $"--Mail:Port={((IPEndPoint)_listener.LocalEndpoint).Port}",
            "--Mail:Security=None",
            "--Mail:TimeoutSeconds=600",
        ];

    public int ConnectionCount => _connections.Count;

    /// <summary>Waits for one more connection.</summary>
    public Task WaitForConnectionAsync() => _accepted.WaitAsync();

    public void Dispose()
    {
        _listener.Stop();
        foreach (var connection in _connections)
            connection.Dispose();
        _accepted.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _connections.Add(await _listener.AcceptTcpClientAsync());
                _accepted.Release();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }
}
