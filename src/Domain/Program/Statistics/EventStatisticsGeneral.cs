using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Program;

/// <summary>What an event has: the numbers of its sessions by state, of its speakers and of its sponsors. A query, not a table.</summary>
public sealed class EventStatisticsGeneral : Entity
{
    public string Identifier { get; set; } = "";

    public int Sessions { get; set; }

    public int SessionsAccepted { get; set; }

    public int SessionsCanceled { get; set; }

    public int SessionsConfirmed { get; set; }

    public int SessionsDraft { get; set; }

    public int SessionsPending { get; set; }

    public int SessionsRejected { get; set; }

    /// <summary>The sessions that were submitted, in any state.</summary>
    public int SessionsSubmitted { get; set; }

    public int SessionsWithdrawn { get; set; }

    public int Speakers { get; set; }

    /// <summary>The speakers with an accepted session.</summary>
    public int SpeakersAccepted { get; set; }

    public int SpeakersConfirmed { get; set; }

    public int SpeakersPending { get; set; }

    public int SpeakersRejected { get; set; }

    public int SpeakerWithoutSession { get; set; }

    public int Sponsors { get; set; }
}
