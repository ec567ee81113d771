using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OpenEvent.Application.Common;
using OpenEvent.WebApi.Hosting;

namespace OpenEvent.WebApi.Identity;

/// <summary>The pages' address: the setting <c>Frontend:Url</c>, else the server's own. Never the request's Host header: it is the client's to choose.</summary>
internal sealed class FrontendUrls(FrontendSettings settings, IServer server) : IFrontend
{
    public ValueTask<string> LinkAsync(string pathAndQuery, CancellationToken ct) =>
        ValueTask.FromResult(BaseUrl().TrimEnd('/') + pathAndQuery);

    private string BaseUrl() =>
        settings.Url is { Length: > 0 } url
            ? url
            : server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost:5000";
}
