using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Platform;

/// <summary>A page of the web frontend that staff write, e.g. the terms of use.</summary>
public sealed class Page : Entity
{
    public string Name { get; set; } = "";

    public string? Title { get; set; }

    /// <summary>The path in the frontend, e.g. <c>/how-it-works</c>, or a web address.</summary>
    public string Url { get; set; } = "";

    /// <summary>The content: HTML, sanitised.</summary>
    public string? Description { get; set; }

    /// <summary>Where the frontend links it: <c>footer</c> or <c>event</c>.</summary>
    public string? Place { get; set; }

    public string? Language { get; set; }

    /// <summary>The position among the pages of a place.</summary>
    public int Index { get; set; }
}
