using System.ComponentModel.DataAnnotations.Schema;

namespace OpenEvent.Application.Events;

/// <summary>An event that a search has found.</summary>
public sealed class FoundEvent
{
    [Column("id")]
    public long Id { get; set; }

    /// <summary>Greater is better.</summary>
    [Column("rank")]
    public float Rank { get; set; }
}
