namespace OpenEvent.Infrastructure.Pdf;

/// <summary>A part of a document as screen readers present it, e.g. a heading or a table. The children are in reading order.</summary>
internal sealed class StructureElement
{
    private readonly List<StructureChild> _children = [];

    private StructureElement(StructureType type) => Type = type;

    public StructureType Type { get; }

    /// <summary>What screen readers say instead of showing a picture.</summary>
    public string? AlternativeText { get; private init; }

    /// <summary>A language tag (RFC 5646). Null: the language of the parent.</summary>
    public string? Language { get; private init; }

    /// <summary>
    /// The text that screen readers say instead of the content's characters. Right-to-left text has one, because its characters are drawn
    /// from left to right, so the content has them in reverse. Null: the content's characters are the text.
    /// </summary>
    public string? ActualText { get; private set; }

    /// <summary>The box of a figure: left, bottom, right and top, in points from the page's lower left corner.</summary>
    public (double Left, double Bottom, double Right, double Top)? Box { get; set; }

    public IReadOnlyList<StructureChild> Children => _children;

    public static StructureElement CreateRoot() => new(StructureType.Document);

    public StructureElement Add(StructureType type) => Add(new StructureElement(type));

    public StructureElement AddFigure(string alternativeText) =>
        Add(new StructureElement(StructureType.Figure) { AlternativeText = alternativeText });

    /// <summary>Finds or adds the element for the next piece of text.</summary>
    /// <param name="language">Null: the language of this element.</param>
    /// <param name="actualText">See <see cref="ActualText"/>.</param>
    /// <returns>This element, or a span. The last child is used again if it is a span of the same kind.</returns>
    public StructureElement GetTextElement(string? language, string? actualText)
    {
        if (language is null && actualText is null)
            return this;
        var isSameKind =
            _children is [.., { Element: { Type: StructureType.Span } last }]
            && last.Language == language
            && last.ActualText is null == actualText is null;
        var span = isSameKind ? _children[^1].Element! : Add(new StructureElement(StructureType.Span) { Language = language });
        if (actualText is not null)
            span.ActualText += actualText;
        return span;
    }

    private StructureElement Add(StructureElement child)
    {
        _children.Add(new StructureChild(child, null, 0));
        return child;
    }

    /// <summary>Adds a piece of a page's content.</summary>
    /// <param name="contentId">The number of the marked content on its page.</param>
    public void AddContent(PageCanvas page, int contentId) => _children.Add(new StructureChild(null, page, contentId));
}
