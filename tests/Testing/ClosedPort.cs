using System.Net;
using System.Net.Sockets;

namespace OpenEvent.Testing;

/// <summary>
/// A TCP port that refuses connections. It is bound, so that no other process can take it, and it does not listen.
/// </summary>
public sealed class ClosedPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ClosedPort() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public int Number => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public void Dispose() => _socket.Dispose();
}
