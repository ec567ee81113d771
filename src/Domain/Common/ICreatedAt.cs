namespace OpenEvent.Domain.Common;

/// <summary>Stamped by the database's adapter when the row is first saved.</summary>
public interface ICreatedAt
{
    DateTimeOffset CreatedAt { get; set; }
}
