namespace OpenEvent.Infrastructure.Pdf;

/// <summary>Either an element or a piece of a page's content.</summary>
internal readonly record struct StructureChild(StructureElement? Element, PageCanvas? Page, int ContentId);
