namespace OpenEvent.Application.Common;

/// <summary>
/// The settings of <c>/v1/settings</c> that use cases read, in memory. A change takes effect at once on the server that makes it, and
/// within ten seconds on others. A null value means that the configuration applies.
/// </summary>
public sealed class PlatformSettings
{
    private volatile Values _current = new();

    /// <param name="AppName">What e-mails call this site.</param>
    /// <param name="FrontendUrl">Where the links in e-mails lead.</param>
    /// <param name="OrderExpiryMinutes">For how long a checkout holds its seats: 1 to 60.</param>
    /// <param name="Company">Who invoices organizers.</param>
    /// <param name="AddressLines">The lines of the company's address.</param>
    /// <param name="TaxInfo">The tax number on invoices.</param>
    public sealed record Values(
        string? AppName = null,
        string? FrontendUrl = null,
        int? OrderExpiryMinutes = null,
        string? Company = null,
        IReadOnlyList<string>? AddressLines = null,
        string? TaxInfo = null
    );

    /// <summary>The values that are in effect on this server.</summary>
    public Values Current => _current;

    /// <summary>Replaces the values, after a change or when they were read again.</summary>
    public void Set(Values values) => _current = values;
}
