namespace OpenEvent.Domain.Common;

/// <summary>The row that is an event, for code that knows no module.</summary>
public interface IEventRoot
{
    long Id { get; }
}
