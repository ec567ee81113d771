using OpenEvent.Application.Common;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>Reads the row of the settings for use cases.</summary>
internal static class PlatformSettingsReader
{
    public static PlatformSettings.Values Read(Setting row) =>
        new(
            OrNull(row.AppName),
            OrNull(row.FrontendUrl),
            row.OrderExpiryTime,
            OrNull(row.AdminCompany),
            OrNull(row.AdminCompany) is null ? null : GetAddress(row),
            OrNull(row.AdminCompany) is null ? null : row.AdminBillingTaxInfo ?? ""
        );

    private static string[] GetAddress(Setting row) =>
        [
            .. new[]
            {
                row.AdminBillingContactName,
                row.AdminBillingAddress,
                $"{row.AdminBillingZip} {row.AdminBillingCity}",
                row.AdminBillingState,
                row.AdminBillingCountry,
            }
                .Where(line => !string.IsNullOrWhiteSpace(line))
                .Select(line => line!.Trim()),
        ];

    private static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
