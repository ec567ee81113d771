using System.Globalization;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>The account in the URL of a request about personal data: its id, or <c>me</c> for the caller.</summary>
internal static class AccountKey
{
    private const string Me = "me";

    /// <exception cref="RejectedException">NotFound: the text is not a valid id.</exception>
    public static long ReadId(ResourceKey key, Actor actor) =>
        key.Text == Me && actor.UserId is { } own ? own
        : long.TryParse(key.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id
        : throw RejectedException.NotFound("user", key.Text);
}
