using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>A place by which visitors browse events, e.g. a city. Staff define the list.</summary>
[TokenModule(TokenModule.Shared)]
public sealed class EventLocation : Entity, INamedWithSlug
{
    public string Name { get; set; } = "";

    /// <summary>The name in lower case with dashes; unique.</summary>
    public string Slug { get; set; } = "";
}
