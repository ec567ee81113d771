using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OpenEvent.Application.Common;
using OpenEvent.WebApi.Hosting;

namespace OpenEvent.WebApi.Identity;

/// <summary>
/// Builds links to the web frontend from <c>frontend-url</c> of <c>/v1/settings</c>, else from the setting <c>Frontend:Url</c>, else from
/// the server's own address. The Host header is not used, because a client can set it to any value.
/// </summary>
internal sealed class FrontendUrls(FrontendSettings settings, PlatformSettings platform, IServer server) : IFrontend
{
    public ValueTask<string> LinkAsync(string pathAndQuery, CancellationToken ct) =>
        ValueTask.FromResult(BaseUrl().TrimEnd('/') + pathAndQuery);

    private string BaseUrl() =>
        platform.Current.FrontendUrl
        ?? (settings.Url is { Length: > 0 } url ? url : null)
        ?? server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
        ?? "http://localhost:5000";
}
