using System.Text.Json;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>The general statistics of an event, with the id of the event.</summary>
internal sealed class EventStatisticsGeneralResource : Resource<EventStatisticsGeneral>
{
    public EventStatisticsGeneralResource()
    {
        NotListed();
        FoundAt("/v1/events/{key}/general-statistics");
        Attribute(s => s.Identifier).ReadOnly();
        Attribute(s => s.Sessions).ReadOnly();
        Attribute(s => s.SessionsAccepted).ReadOnly();
        Attribute(s => s.SessionsCanceled).ReadOnly();
        Attribute(s => s.SessionsConfirmed).ReadOnly();
        Attribute(s => s.SessionsDraft).ReadOnly();
        Attribute(s => s.SessionsPending).ReadOnly();
        Attribute(s => s.SessionsRejected).ReadOnly();
        Attribute(s => s.SessionsSubmitted).ReadOnly();
        Attribute(s => s.SessionsWithdrawn).ReadOnly();
        Attribute(s => s.SpeakerWithoutSession).ReadOnly();
        ComputedJson("speakers", GetSpeakers);
        Attribute(s => s.Sponsors).ReadOnly();
        ThenLoad(EventStatisticsQuery.LoadAsync);
    }

    public override Policy<EventStatisticsGeneral> Policy { get; } = new EventStatisticsGeneralPolicy();

    /// <summary>The speakers by the states of their sessions. A speaker with several sessions counts for each state.</summary>
    private static string GetSpeakers(EventStatisticsGeneral statistics) =>
        JsonSerializer.Serialize(
            new Dictionary<string, int>
            {
                ["accepted"] = statistics.SpeakersAccepted,
                ["confirmed"] = statistics.SpeakersConfirmed,
                ["pending"] = statistics.SpeakersPending,
                ["rejected"] = statistics.SpeakersRejected,
                ["total"] = statistics.Speakers,
            }
        );

    public override void Connect(ResourceCatalog catalog)
    {
        base.Connect(catalog);
        var events = catalog.Of<Event>();
        var statistics = new Through<Event, EventStatisticsGeneral>("general-statistics", data =>
            data.Set<Event>().Select(e => new Link { From = e.Id, To = e.Id })
        )
            .One()
            .Private();
        events.Connect(statistics, catalog);
    }
}
