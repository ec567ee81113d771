namespace OpenEvent.Domain.Identity;

/// <summary>A row that belongs to one account.</summary>
public interface IOwnedByUser
{
    long UserId { get; }
}
