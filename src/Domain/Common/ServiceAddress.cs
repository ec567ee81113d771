namespace OpenEvent.Domain.Common;

/// <summary>
/// The addresses of service accounts, which have to have one. Nobody can receive e-mails to them: the top-level domain <c>invalid</c> never
/// exists (RFC 2606).
/// </summary>
public static class ServiceAddress
{
    private const string Host = "@service.invalid";

    /// <param name="key">Unique among service accounts.</param>
    public static string Of(string key) => key + Host;

    public static bool Is(string email) => email.EndsWith(Host, StringComparison.OrdinalIgnoreCase);
}
