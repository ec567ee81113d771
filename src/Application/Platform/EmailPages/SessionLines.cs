using System.Linq.Expressions;
using OpenEvent.Application.Events;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Platform;

/// <summary>A session in a list.</summary>
internal static class SessionLines
{
    /// <summary>Reads what <see cref="Of"/> shows, without the long texts of session and event.</summary>
    public static readonly Expression<Func<Session, Session>> Columns = s => new Session
    {
        EventId = s.EventId,
        Title = s.Title,
        State = s.State,
        StartsAt = s.StartsAt,
        EndsAt = s.EndsAt,
        Event = new Event { Name = s.Event.Name, Timezone = s.Event.Timezone },
        Microlocation = s.Microlocation == null ? null : new Microlocation { Name = s.Microlocation.Name },
    };

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
