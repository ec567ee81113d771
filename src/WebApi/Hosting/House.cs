namespace OpenEvent.WebApi.Hosting;

/// <summary>The settings that every part of the server shares, and what the operator is told about them.</summary>
internal static class House
{
    public static (Banner Banner, DiskSettings Disk) AddHouse(this WebApplicationBuilder builder)
    {
        CheckUrls(builder.Configuration["urls"]);
        var admin = builder.AddSettings<AdminSettings>("Admin");
        var frontend = builder.AddSettings<FrontendSettings>("Frontend");
        var disk = builder.AddSettings<DiskSettings>("Data");
        var banner = new Banner()
            .Says("data", disk.FullPath)
            .Says(
                "sign in",
                admin.IsGiven
                    ? "as administrator with Admin:Email and Admin:Password, as configured"
                    : "no administrator is configured: --Admin:Email=… --Admin:Password=…"
            );
        if (frontend.Url is { Length: > 0 } url)
            banner.Says("frontend", url);
        builder.Services.AddSingleton(banner);
        return (banner, disk);
    }

    private static void CheckUrls(string? urls)
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
            throw new Misconfigured($"--urls: {url} is not an address such as http://127.0.0.1:5000.");
        }
    }
}
