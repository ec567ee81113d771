using OpenEvent.Application.Common;
using OpenEvent.WebApi.Hosting;

namespace OpenEvent.WebApi.Identity;

/// <summary>
/// Builds links to the web frontend from <c>frontend-url</c> of <c>/v1/settings</c>, else from the setting <c>Frontend:Url</c>. Without
/// both they lead to this server, which has a page for each (docs/run-in-production.md#links-in-e-mails).
/// </summary>
internal sealed class FrontendUrls(FrontendSettings settings, PlatformSettings platform, IPublicUrl publicUrl) : IFrontend
{
    public ValueTask<string> LinkAsync(string pathAndQuery, CancellationToken ct) =>
        ValueTask.FromResult(
            (platform.Current.FrontendUrl ?? settings.Url) is { Length: > 0 } url
                ? url.TrimEnd('/') + pathAndQuery
                : publicUrl.ToAbsolute(pathAndQuery)
        );
}
