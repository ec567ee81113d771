using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>Which letter about the end of a ticket's sale it is.</summary>
public enum SalesEndStage
{
    Over,
    Tomorrow,
    NextWeek,
}

/// <summary>When the organizers are told that the sale of a ticket ends (<c>spec/openevent/behaviours.md</c> §12): the day after, the day before, and a week before.</summary>
public static class SalesEnd
{
    /// <param name="zone">The event's: whether it is tomorrow is said by its calendar.</param>
    /// <param name="round">The daily round's time.</param>
    /// <returns>Null: nobody is told on this day.</returns>
    public static SalesEndStage? StageOf(DateTimeOffset endsAt, string zone, DateTimeOffset round) =>
        (EventDay.Of(endsAt, zone).DayNumber - EventDay.Of(round, zone).DayNumber) switch
        {
            -1 => SalesEndStage.Over,
            1 => SalesEndStage.Tomorrow,
            7 => SalesEndStage.NextWeek,
            _ => null,
        };
}
