using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Events;

/// <summary>The rejections of tokens of invites.</summary>
internal static class InviteRejections
{
    /// <param name="kind">E.g. <c>role invite</c>.</param>
    public static RejectedException NotFound(string kind) =>
        RejectedException.NotFound(kind, "with this token. It is unknown, revoked or expired", "/data/token");
}
