using System.Globalization;

namespace OpenEvent.Domain.Common;

/// <summary>
/// The addresses of erased accounts. Nobody can receive e-mails to them: the top-level domain <c>invalid</c> never exists (RFC 2606).
/// </summary>
public static class ErasedAddress
{
    /// <summary>How all of these addresses end.</summary>
    public const string Host = "@erased.invalid";

    public static string Of(long userId) => string.Create(CultureInfo.InvariantCulture, $"erased-{userId}{Host}");

    public static bool Is(string email) => email.EndsWith(Host, StringComparison.OrdinalIgnoreCase);
}
