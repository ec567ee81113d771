using OpenEvent.Application.Common;
using OpenEvent.Application.Notifications;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Platform;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Platform;

/// <summary>
/// The values of the configuration for settings that staff have not set. Documents show them. A client that sends such a value back leaves
/// the setting unset.
/// </summary>
internal sealed class SettingDefaults(
    OrderSettings orders,
    IEmailRenderer emails,
    IFrontend frontend,
    IPublicUrl publicUrl,
    IPaymentProvider payments
)
{
    private static readonly (string Member, Func<Setting, object?> Get, Action<Setting, Setting> CopyFrom)[] Members =
    [
        (nameof(Setting.AppName), s => s.AppName, (row, defaults) => row.AppName = defaults.AppName),
        (nameof(Setting.FrontendUrl), s => s.FrontendUrl, (row, defaults) => row.FrontendUrl = defaults.FrontendUrl),
        (nameof(Setting.StaticDomain), s => s.StaticDomain, (row, defaults) => row.StaticDomain = defaults.StaticDomain),
        (nameof(Setting.OrderExpiryTime), s => s.OrderExpiryTime, (row, defaults) => row.OrderExpiryTime = defaults.OrderExpiryTime),
    ];

    /// <summary>Fills in the values of a row that is not tracked.</summary>
    public async Task FillAsync(Setting row, CancellationToken ct)
    {
        var defaults = await GetAsync(ct);
        foreach (var (_, get, copyFrom) in Members)
            if (get(row) is null)
                copyFrom(row, defaults);
        row.ActivePaymentModes = payments.IsConfigured ? [PaymentModes.Stripe] : [];
    }

    /// <summary>The changes without those that set what the configuration says anyway.</summary>
    public async Task<Changes<Setting>> WithoutDefaultsAsync(Setting row, Changes<Setting> changes, CancellationToken ct)
    {
        var defaults = await GetAsync(ct);
        return changes.Without([
            .. Members
                .Where(m => m.Get(row) is null)
                .Select(m => m.Member)
                .Where(member => new Changes<Setting>([.. changes.Items.Where(c => c.Member == member)]).ThatWouldChange(defaults).IsEmpty),
        ]);
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
