using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

internal static class SessionTimes
{
    /// <exception cref="RejectedException">Invalid: it ends before it starts, or has one time only.</exception>
    public static void Require(Session session)
    {
        if (session.StartsAt is null != session.EndsAt is null)
            throw RejectedException.Invalid(
                "A session has both times or none.",
                session.StartsAt is null ? "/data/attributes/starts-at" : "/data/attributes/ends-at"
            );
        if (session.EndsAt <= session.StartsAt)
            throw RejectedException.Invalid("The session must end after it starts.", "/data/attributes/ends-at");
    }
}
