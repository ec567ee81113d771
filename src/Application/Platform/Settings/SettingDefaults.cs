using OpenEvent.Application.Common;
using OpenEvent.Application.Notifications;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Platform;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Platform;

/// <summary>
/// What the configuration says about settings that staff have not set. Documents show it, so a client may send it back: then the setting
/// stays unset, and follows the configuration.
/// </summary>
internal sealed class SettingDefaults(
    OrderSettings orders,
    IEmailRenderer emails,
    IFrontend frontend,
    IPublicUrl publicUrl,
    IPaymentProvider payments
)
{
    /// <summary>Fills in the values of a row that is not tracked.</summary>
    public async Task FillAsync(Setting row, CancellationToken ct)
    {
        var defaults = await GetAsync(ct);
        row.AppName ??= defaults.AppName;
        row.FrontendUrl ??= defaults.FrontendUrl;
        row.StaticDomain ??= defaults.StaticDomain;
        row.OrderExpiryTime ??= defaults.OrderExpiryTime;
        row.ActivePaymentModes = payments.IsConfigured ? [PaymentModes.Stripe] : [];
    }

    /// <summary>The changes without those that set what the configuration says anyway.</summary>
    public async Task<Changes<Setting>> WithoutDefaultsAsync(Setting row, Changes<Setting> changes, CancellationToken ct)
    {
        var defaults = await GetAsync(ct);
        return changes.Without([
            .. FindUnset(row)
                .Where(member => new Changes<Setting>([.. changes.Items.Where(c => c.Member == member)]).ThatWouldChange(defaults).IsEmpty),
        ]);
    }

    private static IEnumerable<string> FindUnset(Setting row)
    {
        if (row.AppName is null)
            yield return nameof(Setting.AppName);
        if (row.FrontendUrl is null)
            yield return nameof(Setting.FrontendUrl);
        if (row.StaticDomain is null)
            yield return nameof(Setting.StaticDomain);
        if (row.OrderExpiryTime is null)
            yield return nameof(Setting.OrderExpiryTime);
    }

    private async Task<Setting> GetAsync(CancellationToken ct) =>
        new()
        {
            AppName = emails.SiteName,
            FrontendUrl = (await frontend.LinkAsync("/", ct)).TrimEnd('/'),
            StaticDomain = publicUrl.ToAbsolute("/").TrimEnd('/'),
            OrderExpiryTime = orders.ExpiryMinutes,
        };
}
