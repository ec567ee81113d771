namespace OpenEvent.WebApi.Hosting;

/// <summary>
/// Cross-origin requests (docs/reference/client-expectations.md#cross-origin-requests). <c>Cors:Origins</c> names the allowed origins,
/// whose requests may have cookies. Without it, every origin is allowed, without cookies.
/// </summary>
internal static class Cors
{
    private static readonly string[] ExposedHeaders =
    [
        "ETag",
        "Location",
        "Retry-After",
        "Idempotent-Replayed",
        "RateLimit",
        "RateLimit-Policy",
        "RateLimit-Limit",
        "RateLimit-Remaining",
        "RateLimit-Reset",
    ];

    public static void AddCorsPolicy(this WebApplicationBuilder builder)
    {
        builder.AddSettingsSection("Cors");
        if (builder.Configuration.GetSection("Cors").GetChildren().FirstOrDefault(c => !IsOrigins(c.Key)) is { } unknownKey)
            throw new ConfigurationException($"{unknownKey.Path} is not a setting. Cors has: Origins.");
        var origins = builder.Configuration.GetSection("Cors:Origins").Get<string[]>()
            ?? builder.Configuration["Cors:Origins"]?.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)
            ?? [];
        foreach (var origin in origins)
            if (
                !Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                || uri.Scheme is not ("http" or "https")
                || uri.PathAndQuery != "/"
                || origin.EndsWith('/')
            )
                throw new ConfigurationException($"Cors:Origins: {origin} is not an origin such as https://example.org.");
        builder.Services.AddCors(cors =>
            cors.AddDefaultPolicy(policy =>
            {
                policy
                    .AllowAnyHeader()
                    .WithMethods("GET", "HEAD", "POST", "PATCH", "DELETE")
                    .WithExposedHeaders(ExposedHeaders)
                    .SetPreflightMaxAge(TimeSpan.FromHours(2));
                if (origins.Length == 0)
                    policy.AllowAnyOrigin();
                else
                    policy.WithOrigins(origins).AllowCredentials();
            })
        );
    }

    private static bool IsOrigins(string key) => key.Equals("Origins", StringComparison.OrdinalIgnoreCase);
}
