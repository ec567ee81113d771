using System.Net;
using System.Net.Sockets;

namespace OpenEvent.WebApi.Identity;

/// <summary>What the throttle takes for one place.</summary>
internal static class ClientAddress
{
    /// <summary>The peer's address; of IPv6 the network of 64 bits, as one customer has them all. Behind a proxy, forwarded headers have to be on.</summary>
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
