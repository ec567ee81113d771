namespace OpenEvent.Domain.Common;

/// <summary>A row that records when it was created. Infrastructure sets the time when it inserts the row.</summary>
public interface ICreatedAt
{
    DateTimeOffset CreatedAt { get; set; }
}
