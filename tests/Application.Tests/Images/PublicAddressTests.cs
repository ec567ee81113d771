using System.Net;
using NUnit.Framework;
using OpenEvent.Infrastructure.Images;

namespace OpenEvent.Application.Tests.Images;

/// <summary>Which addresses the server fetches pictures from.</summary>
public sealed class PublicAddressTests
{
    [TestCase("0.0.0.0", Description = "this host")]
    [TestCase("0.1.2.3", Description = "this network")]
    [TestCase("10.0.0.1", Description = "private")]
    [TestCase("10.255.255.255", Description = "private")]
    [TestCase("100.64.0.1", Description = "carrier-grade NAT")]
    [TestCase("100.127.255.254", Description = "carrier-grade NAT")]
    [TestCase("127.0.0.1", Description = "loopback")]
    [TestCase("127.255.0.1", Description = "loopback")]
    [TestCase("169.254.169.254", Description = "link-local: metadata of cloud providers")]
    [TestCase("172.16.0.1", Description = "private")]
    [TestCase("172.31.255.255", Description = "private")]
    [TestCase("192.0.0.170", Description = "protocol assignments")]
    [TestCase("192.0.2.1", Description = "documentation")]
    [TestCase("192.88.99.1", Description = "6to4 relay")]
    [TestCase("192.168.1.1", Description = "private")]
    [TestCase("198.18.0.1", Description = "benchmarks")]
    [TestCase("198.19.255.255", Description = "benchmarks")]
    [TestCase("198.51.100.7", Description = "documentation")]
    [TestCase("203.0.113.9", Description = "documentation")]
    [TestCase("224.0.0.1", Description = "multicast")]
    [TestCase("239.255.255.250", Description = "multicast")]
    [TestCase("240.0.0.1", Description = "reserved")]
    [TestCase("255.255.255.255", Description = "broadcast")]
    [TestCase("::", Description = "unspecified")]
    [TestCase("::1", Description = "loopback")]
    [TestCase("::127.0.0.1", Description = "IPv4-compatible")]
    [TestCase("::ffff:127.0.0.1", Description = "IPv4-mapped loopback")]
    [TestCase("::ffff:10.0.0.1", Description = "IPv4-mapped private")]
    [TestCase("::ffff:93.184.216.34", Description = "IPv4-mapped public: reached by its IPv4 address")]
    [TestCase("::ffff:0:7f00:1", Description = "IPv4-translated")]
    [TestCase("64:ff9b::7f00:1", Description = "NAT64 of 127.0.0.1")]
    [TestCase("64:ff9b::a00:1", Description = "NAT64 of 10.0.0.1")]
    [TestCase("64:ff9b:1::1", Description = "local NAT64")]
    [TestCase("100::1", Description = "discard")]
    [TestCase("2001::7f00:1", Description = "Teredo")]
    [TestCase("2001:db8::1", Description = "documentation")]
    [TestCase("2001:10::1", Description = "ORCHID")]
    [TestCase("2002:7f00:1::", Description = "6to4 of 127.0.0.1")]
    [TestCase("2002:a00:1::", Description = "6to4 of 10.0.0.1")]
    [TestCase("3fff::1", Description = "documentation")]
    [TestCase("5f00::1", Description = "segment routing")]
    [TestCase("fc00::1", Description = "unique local")]
    [TestCase("fd12:3456::1", Description = "unique local")]
    [TestCase("fe80::1", Description = "link-local")]
    [TestCase("fe80::1%1", Description = "link-local with a scope")]
    [TestCase("fec0::1", Description = "site-local")]
    [TestCase("ff02::1", Description = "multicast")]
    public void Addresses_that_are_not_public_are_rejected(string address) =>
        Assert.That(PublicAddress.IsPublic(IPAddress.Parse(address)), Is.False);

    [TestCase("1.1.1.1")]
    [TestCase("9.255.255.255")]
    [TestCase("93.184.216.34")]
    [TestCase("100.63.255.255")]
    [TestCase("100.128.0.0")]
    [TestCase("172.15.255.255")]
    [TestCase("172.32.0.0")]
    [TestCase("192.169.0.1")]
    [TestCase("223.255.255.255")]
    [TestCase("2606:4700:4700::1111")]
    [TestCase("2a00:1450:4001:81b::200e")]
    public void Public_addresses_are_allowed(string address) => Assert.That(PublicAddress.IsPublic(IPAddress.Parse(address)));
}
