using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OpenEvent.Application.Common;

namespace OpenEvent.WebApi.Hosting;

/// <summary>
/// The setting <c>Server:PublicUrl</c>, or the URL that the server listens on. The Host header is not used, because the client chooses it.
/// </summary>
internal sealed class PublicUrl(ServerSettings settings, IServer server) : IPublicUrl
{
    public string ToAbsolute(string url) => url.StartsWith('/') ? GetBaseUrl().TrimEnd('/') + url : url;

    private string GetBaseUrl() =>
        settings.PublicUrl is { Length: > 0 } configured
            ? configured
            : (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost:5000")
                .Replace("//[::]", "//localhost")
                .Replace("//0.0.0.0", "//localhost");
}
