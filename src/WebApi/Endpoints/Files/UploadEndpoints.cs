using System.Text.Json;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Platform;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.Identity;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Uploads of pictures and files (docs/upload-files.md).</summary>
internal static class UploadEndpoints
{
    /// <summary>A picture of <see cref="IImageFetcher.MaxBytes"/> in base64, and its JSON document.</summary>
    private const int MaxImageBody = (IImageFetcher.MaxBytes * 4 / 3) + 1024;

    /// <summary>The largest body with files or an archive, in bytes.</summary>
    public const int MaxFilesBody = 64 * 1024 * 1024;

    public static void MapUploads(this WebApplication app)
    {
        var routes = new RouteTable(app, "Uploads");
        routes.Post(
            "/v1/upload/image",
            UploadImageAsync,
            RoutePermission.SignedIn,
            new ExternalSideEffect(ExternalEffectKind.Upload),
            new BodyLimit(MaxImageBody),
            new UploadLimit(UploadKind.Picture)
        );
        routes.Post(
            "/v1/upload/files",
            UploadFilesAsync,
            RoutePermission.VerifiedUser,
            new ExternalSideEffect(ExternalEffectKind.Upload),
            new BodyLimit(MaxFilesBody),
            new UploadLimit(UploadKind.Files)
        );
    }

    private static async Task<IResult> UploadImageAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var body = await JsonBody.ReadAsync(http);
        var url = await mediator.Send(new UploadImage(ReadDataUrl(http, body.Get("data"))), ct);
        return Results.Json(new { url });
    }

    private static async Task<IResult> UploadFilesAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var (files, isSingle) = await MultipartFiles.ReadAsync(http, MaxFilesBody, UploadAccess.MaxFiles, ct);
        var urls = await mediator.Send(new UploadFiles(files), ct);
        return isSingle ? Results.Json(new { url = urls[0] }) : Results.Json(new { url = urls });
    }

    /// <summary>The declared media type is not read: the content decides.</summary>
    /// <returns>Null if the value is not a data URL.</returns>
    private static byte[]? ReadDataUrl(HttpContext http, JsonElement value)
    {
        const string Marker = ";base64,";
        try
        {
            if (
                value.ValueKind == JsonValueKind.String
                && value.GetString() is { } text
                && text.StartsWith("data:", StringComparison.OrdinalIgnoreCase)
                && text.IndexOf(Marker, StringComparison.OrdinalIgnoreCase) is > 0 and < 200 and var at
                && text.Length > at + Marker.Length
            )
                return Convert.FromBase64String(text[(at + Marker.Length)..]);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            // The value is not base64, or not a valid text.
        }

        NamedRouteBody.Reject(
            http,
            RejectedException.Malformed("Must be a data URL such as data:image/png;base64,iVBORw0KGgo=.", pointer: "/data")
        );
        return null;
    }
}
