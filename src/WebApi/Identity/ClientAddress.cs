using System.Net;
using System.Net.Sockets;

namespace OpenEvent.WebApi.Identity;

/// <summary>The client address that rate limits use.</summary>
internal static class ClientAddress
{
    /// <summary>
    /// The IP address of the client. For IPv6 it is the /64 network, because one customer usually has a whole /64. Behind a reverse proxy,
    /// forwarded headers must be enabled.
    /// </summary>
    public static string From(HttpContext http) => From(http.Connection.RemoteIpAddress);

    public static string From(IPAddress? address)
    {
        if (address is null)
            return "local";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address.ToString();
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes) + "/64";
    }
}
