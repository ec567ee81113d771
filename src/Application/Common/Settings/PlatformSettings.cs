namespace OpenEvent.Application.Common;

/// <summary>
/// What staff have set at <c>/v1/settings</c>, as far as use cases read it. It is kept in memory, so reading costs no statement: this
/// server knows its own change at once, and that of another server within seconds. A value that is null comes from the configuration.
/// </summary>
public sealed class PlatformSettings
{
    private volatile Values _current = new();

    /// <param name="AppName">What e-mails call this site.</param>
    /// <param name="FrontendUrl">Where the links in e-mails lead.</param>
    /// <param name="OrderExpiryMinutes">For how long a checkout holds its seats.</param>
    /// <param name="Company">Who invoices organizers.</param>
    /// <param name="AddressLines">Their address.</param>
    public sealed record Values(
        string? AppName = null,
        string? FrontendUrl = null,
        int? OrderExpiryMinutes = null,
        string? Company = null,
        IReadOnlyList<string>? AddressLines = null,
        string? TaxInfo = null
    );

    public Values Current => _current;

    public void Set(Values values) => _current = values;
}
