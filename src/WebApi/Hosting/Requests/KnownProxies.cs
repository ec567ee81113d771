using Microsoft.AspNetCore.HttpOverrides;

namespace OpenEvent.WebApi.Hosting;

/// <summary>
/// Takes the address of the client and the scheme from the headers of the reverse proxies in <c>Server:KnownProxies</c>. Without that
/// setting the headers are ignored: a client could give itself a new address for every request, and so pass every limit by address.
/// </summary>
internal static class KnownProxies
{
    public static void UseKnownProxies(this WebApplication app)
    {
        var networks = app.Services.GetRequiredService<ServerSettings>().KnownProxyNetworks.ToList();
        if (networks.Count == 0)
            return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            // Proxies can stand in a chain. The first address from the right that is no known proxy is the client's.
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks)
            options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }

    /// <summary>ASP.NET Core's own switch believes the headers of every client.</summary>
    /// <exception cref="ConfigurationException">The switch is on.</exception>
    public static void RejectUnlimitedForwarding(IConfiguration configuration)
    {
        if (bool.TryParse(configuration["FORWARDEDHEADERS_ENABLED"], out var isEnabled) && isEnabled)
            throw new ConfigurationException(
                "ASPNETCORE_FORWARDEDHEADERS_ENABLED would believe the forwarded headers of every client. Set Server:KnownProxies instead."
            );
    }
}
