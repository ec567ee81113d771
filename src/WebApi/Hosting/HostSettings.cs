namespace OpenEvent.WebApi.Hosting;

/// <summary>The settings that every part of the server shares, and what the operator is told about them.</summary>
internal static class HostSettings
{
    public static (StartupSummary Banner, DiskSettings Disk) AddHostSettings(this WebApplicationBuilder builder)
    {
        ValidateUrls(builder.Configuration["urls"]);
        var admin = builder.AddSettings<AdminSettings>("Admin");
        var frontend = builder.AddSettings<FrontendSettings>("Frontend");
        var disk = builder.AddSettings<DiskSettings>("Data");
        var summary = new StartupSummary()
            .Add("data", disk.FullPath)
            .Add(
                "sign in",
                admin.IsConfigured
                    ? "as administrator with Admin:Email and Admin:Password, as configured"
                    : "no administrator is configured: --Admin:Email=… --Admin:Password=…"
            );
        if (frontend.Url is { Length: > 0 } url)
            summary.Add("frontend", url);
        builder.Services.AddSingleton(summary);
        return (summary, disk);
    }

    private static void ValidateUrls(string? urls)
    {
        foreach (var url in (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            try
            {
                if (BindingAddress.Parse(url) is { Scheme: "http" or "https", Port: >= 0 and <= 65535 })
                    continue;
            }
            catch (FormatException)
            {
                // Refused below.
            }
            throw new ConfigurationException($"--urls: {url} is not an address such as http://127.0.0.1:5000.");
        }
    }
}
