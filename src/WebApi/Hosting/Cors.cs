namespace OpenEvent.WebApi.Hosting;

/// <summary>
/// The frontends run on other origins and send JSON:API's content type on GET too, so every request is preflighted (<c>spec/openevent/clients.md</c>).
/// <c>Cors:Origins</c> names the origins, which may then bring cookies; without it any origin may ask, without credentials.
/// </summary>
internal static class Cors
{
    private static readonly string[] ExposedHeaders = ["ETag", "Location", "Retry-After", "Idempotent-Replayed"];

    public static void AddCorsPolicy(this WebApplicationBuilder builder)
    {
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
}
