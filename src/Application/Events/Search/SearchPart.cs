namespace OpenEvent.Application.Events;

/// <summary>The part of an event that must have the words of a search.</summary>
public enum SearchPart
{
    Any,

    Name,

    /// <summary>The name of the place, and the place for searches.</summary>
    Place,

    OwnerName,

    /// <summary>The name and the description of the owner.</summary>
    OwnerDescription,

    Description,
}
