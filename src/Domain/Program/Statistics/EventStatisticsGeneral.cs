using System.ComponentModel.DataAnnotations.Schema;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Program;

/// <summary>What an event has: the numbers of its sessions by state, of its speakers and of its sponsors. A query, not a table.</summary>
public sealed class EventStatisticsGeneral : Entity
{
    public string Identifier { get; set; } = "";

    [NotMapped]
    public int Sessions { get; set; }

    [NotMapped]
    public int SessionsAccepted { get; set; }

    [NotMapped]
    public int SessionsCanceled { get; set; }

    [NotMapped]
    public int SessionsConfirmed { get; set; }

    [NotMapped]
    public int SessionsDraft { get; set; }

    [NotMapped]
    public int SessionsPending { get; set; }

    [NotMapped]
    public int SessionsRejected { get; set; }

    /// <summary>The sessions that were submitted, in any state.</summary>
    [NotMapped]
    public int SessionsSubmitted { get; set; }

    [NotMapped]
    public int SessionsWithdrawn { get; set; }

    [NotMapped]
    public int Speakers { get; set; }

    /// <summary>The speakers with an accepted session.</summary>
    [NotMapped]
    public int SpeakersAccepted { get; set; }

    [NotMapped]
    public int SpeakersConfirmed { get; set; }

    [NotMapped]
    public int SpeakersPending { get; set; }

    [NotMapped]
    public int SpeakersRejected { get; set; }

    [NotMapped]
    public int SpeakerWithoutSession { get; set; }

    [NotMapped]
    public int Sponsors { get; set; }
}
