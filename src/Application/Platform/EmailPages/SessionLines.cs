using OpenEvent.Application.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Platform;

/// <summary>A session in a list.</summary>
internal static class SessionLines
{
    /// <param name="session">With its event and room.</param>
    public static PageLine Of(Session session) =>
        new(
            session.Title,
            string.Join(
                ", ",
                new[]
                {
                    SessionTransitions.ToWireName(session.State),
                    session.StartsAt is { } start ? EventTime.FormatPeriod(start, session.EndsAt, session.Event.Timezone) : null,
                    session.Microlocation?.Name,
                }.OfType<string>()
            )
        );
}
