using System.Globalization;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>The account in the URL of a request about personal data.</summary>
internal static class AccountKey
{
    /// <exception cref="RejectedException">NotFound: the text is not a valid id.</exception>
    public static long ReadId(ResourceKey key) =>
        long.TryParse(key.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw RejectedException.NotFound("user", key.Text);
}
