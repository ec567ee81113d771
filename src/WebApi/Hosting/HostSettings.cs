namespace OpenEvent.WebApi.Hosting;

/// <summary>Reads the settings that all parts of the server share, and adds them to the startup summary.</summary>
internal static class HostSettings
{
    public static (StartupSummary Summary, DiskSettings Disk) AddHostSettings(this WebApplicationBuilder builder)
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
                    ? "as the administrator of Admin:Email and Admin:Password"
                    : "no administrator is configured; set --Admin:Email=… --Admin:Password=…"
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
                // Rejected below.
            }
            throw new ConfigurationException($"--urls: {url} is not a URL such as http://127.0.0.1:5000.");
        }
    }
}
