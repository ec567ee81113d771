using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Validates the start and end of a session.</summary>
internal static class SessionTimes
{
    /// <exception cref="RejectedException">Invalid: the session ends before it starts, or has only one of the two times.</exception>
    public static void Require(Session session)
    {
        if (session.StartsAt is null != session.EndsAt is null)
            throw RejectedException.Invalid(
                "Set both starts-at and ends-at, or neither.",
                session.StartsAt is null ? "/data/attributes/starts-at" : "/data/attributes/ends-at"
            );
        if (session.EndsAt <= session.StartsAt)
            throw RejectedException.Invalid("The session must end after it starts.", "/data/attributes/ends-at");
    }
}
