namespace OpenEvent.Domain.Common;

/// <summary>A row that is soft-deleted: it stays, but queries leave it out. Staff can read, restore or permanently delete it.</summary>
public interface ISoftDeleted
{
    DateTimeOffset? DeletedAt { get; set; }
}
