using System.Net;
using System.Net.Sockets;

namespace OpenEvent.Testing;

/// <summary>A port at which nobody answers: it is bound, so that nobody else can take it meanwhile, and does not listen, so that whoever calls is refused.</summary>
public sealed class ClosedPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ClosedPort() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public int Number => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public void Dispose() => _socket.Dispose();
}
