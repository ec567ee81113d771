using System.Net;

namespace OpenEvent.WebApi.Hosting;

/// <summary>Reads the settings that all parts of the server share, and adds them to the startup summary.</summary>
internal static class HostSettings
{
    public static (StartupSummary Summary, DiskSettings Disk) AddHostSettings(this WebApplicationBuilder builder)
    {
        KnownProxies.RejectUnlimitedForwarding(builder.Configuration);
        ValidateUrls("--urls", builder.Configuration["urls"]);
        foreach (var endpoint in builder.Configuration.GetSection("Kestrel:Endpoints").GetChildren())
            ValidateUrls($"{endpoint.Path}:Url", endpoint["Url"]);
        builder.AddSettings<AdminSettings>("Admin");
        var frontend = builder.AddSettings<FrontendSettings>("Frontend");
        var disk = builder.AddSettings<DiskSettings>("Data");
        var summary = new StartupSummary().Add("data", disk.FullPath);
        if (frontend.Url is { Length: > 0 } url)
            summary.Add("frontend", url);
        builder.Services.AddSingleton(summary);
        return (summary, disk);
    }

    private static void ValidateUrls(string key, string? urls)
    {
        foreach (var url in (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (!IsListenAddress(url))
                throw new ConfigurationException(
                    $"{key}: {url} is not an address such as http://127.0.0.1:5000. The host must be an IP address, localhost or *."
                );
    }

    /// <remarks>Kestrel would listen on every address of the machine if the host is any other name.</remarks>
    private static bool IsListenAddress(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address is { Scheme: "http" or "https", Port: >= 0 and <= 65535 }
                && (
                    address.IsUnixPipe
                    || (
                        address.PathBase.Length == 0
                        && (address.Host is "localhost" or "*" or "+" || IPAddress.TryParse(address.Host, out _))
                    )
                );
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
