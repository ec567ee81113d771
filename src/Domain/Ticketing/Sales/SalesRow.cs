using System.ComponentModel.DataAnnotations.Schema;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>A row of the sales lists of the administration. They are read from queries, not from tables.</summary>
public abstract class SalesRow : Entity
{
    [NotMapped]
    public SalesTotals Sales { get; set; } = SalesTotals.None;
}
