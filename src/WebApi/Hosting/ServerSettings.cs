using System.ComponentModel.DataAnnotations;
using System.Net;

namespace OpenEvent.WebApi.Hosting;

/// <summary>Section <c>Server</c>: how clients reach the server.</summary>
public sealed record ServerSettings : IValidatableObject
{
    /// <summary>
    /// An absolute http or https URL, for links to PDFs, e.g. <c>https://api.example.org</c>. If empty, the URL that the server listens on.
    /// </summary>
    public string? PublicUrl { get; init; }

    /// <summary>
    /// The reverse proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed: IP addresses and networks such as
    /// <c>10.0.0.0/8</c>, separated by commas. If empty, these headers are ignored, because any client can send them.
    /// </summary>
    public string? KnownProxies { get; init; }

    internal IEnumerable<IPNetwork> KnownProxyNetworks => KnownProxyTexts.Select(ParseNetwork).OfType<IPNetwork>();

    private IEnumerable<string> KnownProxyTexts =>
        (KnownProxies ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (
            !string.IsNullOrEmpty(PublicUrl)
            && !(Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        )
            yield return new ValidationResult("must be a URL such as https://api.example.org.", [nameof(PublicUrl)]);
        if (KnownProxyTexts.FirstOrDefault(text => ParseNetwork(text) is null) is { } wrong)
            yield return new ValidationResult(
                $"{wrong} is neither an IP address nor a network such as 10.0.0.0/8.",
                [nameof(KnownProxies)]
            );
        if (KnownProxyNetworks.Any(network => network.PrefixLength == 0))
            yield return new ValidationResult("must not contain every address.", [nameof(KnownProxies)]);
    }

    /// <remarks>
    /// <c>IPAddress.TryParse</c> also reads a lone number, and <c>IPNetwork.TryParse</c> an address within the network. Both are typing
    /// errors here.
    /// </remarks>
    private static IPNetwork? ParseNetwork(string text) =>
        IPNetwork.TryParse(text, out var network)
            ? IPAddress.TryParse(text[..text.IndexOf('/', StringComparison.Ordinal)], out var start) && start.Equals(network.BaseAddress)
                ? network
                : null
            : IPAddress.TryParse(text, out var address) && text.AsSpan().ContainsAny('.', ':')
                ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
                : null;
}
