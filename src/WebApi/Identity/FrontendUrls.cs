using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OpenEvent.Application.Common;
using OpenEvent.WebApi.Hosting;

namespace OpenEvent.WebApi.Identity;

/// <summary>
/// Builds links to the web frontend from the setting <c>Frontend:Url</c>, or from the server's own address if it is not set. The Host
/// header is not used, because a client can set it to any value.
/// </summary>
internal sealed class FrontendUrls(FrontendSettings settings, IServer server) : IFrontend
{
    public ValueTask<string> LinkAsync(string pathAndQuery, CancellationToken ct) =>
        ValueTask.FromResult(BaseUrl().TrimEnd('/') + pathAndQuery);

    private string BaseUrl() =>
        settings.Url is { Length: > 0 } url
            ? url
            : server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost:5000";
}
