using System.Net;
using System.Net.Sockets;

namespace OpenEvent.Infrastructure.Images;

/// <summary>
/// Whether an address belongs to the public Internet: the global addresses of the IANA special-purpose registries (RFC 6890,
/// https://www.iana.org/assignments/iana-ipv4-special-registry, https://www.iana.org/assignments/iana-ipv6-special-registry).
/// </summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] SpecialIpv4 = Parse(
        """
        0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.31.196.0/24
        192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
        """
    );

    /// <summary>Within <see cref="GlobalIpv6"/>, which excludes loopback, local, multicast, mapped and NAT64 addresses.</summary>
    private static readonly IPNetwork[] SpecialIpv6 = Parse("2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20");

    private static readonly IPNetwork GlobalIpv6 = IPNetwork.Parse("2000::/3");

    /// <summary>
    /// False for an IPv6 address that contains an IPv4 address (mapped, compatible, 6to4, Teredo, NAT64): it may lead to a private one.
    /// </summary>
    public static bool IsPublic(IPAddress address) =>
        address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !SpecialIpv4.Any(n => n.Contains(address)),
            AddressFamily.InterNetworkV6 => !address.IsIPv4MappedToIPv6
                && address.ScopeId == 0
                && GlobalIpv6.Contains(address)
                && !SpecialIpv6.Any(n => n.Contains(address)),
            _ => false,
        };

    private static IPNetwork[] Parse(string networks) =>
        [.. networks.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(n => IPNetwork.Parse(n))];
}
