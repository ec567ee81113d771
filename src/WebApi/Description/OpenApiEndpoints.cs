using System.IO.Hashing;
using System.Text.Encodings.Web;
using System.Text.Json;
using OpenEvent.Application.Resources;
using OpenEvent.WebApi.Endpoints;
using Scalar.AspNetCore;

namespace OpenEvent.WebApi.Description;

/// <summary><c>/openapi/v1.json</c>, and the reference page over it at <c>/reference</c>, which loads nothing from other servers.</summary>
internal static class OpenApiEndpoints
{
    public const string DocumentPath = "/openapi/v1.json";
    public const string ReferencePagePath = "/reference";

    private static readonly JsonSerializerOptions RelaxedJson = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void MapDescription(this WebApplication app)
    {
        // Generated at the first request, when every route is mapped.
        var document = new Lazy<(byte[] Json, string Tag)>(() =>
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(
                new OpenApiWriter(
                    app.Services.GetRequiredService<EndpointDataSource>(),
                    app.Services.GetRequiredService<ResourceCatalog>()
                ).Write(),
                RelaxedJson
            );
            return (json, $"\"{XxHash128.HashToUInt128(json):x32}\"");
        });
        var routes = new RouteTable(app, "Server");
        routes.Get(DocumentPath, SendDocument, RoutePermission.Anyone);
        app.MapScalarApiReference(ReferencePagePath, options =>
            {
                options.Title = "OpenEvent API";
                options.OpenApiRoutePattern = DocumentPath;
                options.DefaultFonts = false; // they would be loaded from another server
                options.Telemetry = false;
                options.HideModels = true;
                options.HideClientButton = true; // this button, and what is disabled below, opens pages of other servers
                options.WithNonce(); // for the Content-Security-Policy (SecurityHeaders)
                options.DisableAgent().DisableMcp().HideDeveloperTools().AddPreferredSecuritySchemes("jwt");
                options.AddApiKeyAuthentication("jwt", jwt => jwt.WithValue("JWT "));
            })
            .WithPermission(RoutePermission.Anyone);

        IResult SendDocument(HttpContext http) => Send(http, document.Value.Json, document.Value.Tag);
    }

    private static IResult Send(HttpContext http, byte[] json, string tag)
    {
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "no-cache";
        return http.Request.Headers.IfNoneMatch == tag
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(json, "application/json");
    }
}
