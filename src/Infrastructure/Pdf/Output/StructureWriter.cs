using PdfSharp.Pdf;

namespace OpenEvent.Infrastructure.Pdf.Output;

/// <summary>
/// Writes the structure of a document: the tree of its elements, and the elements of each page's content (ISO 32000-1, 14.7).
/// </summary>
internal static class StructureWriter
{
    public static void Write(PdfDocument file, StructureElement root, Dictionary<PageCanvas, PdfPage> pages)
    {
        var written = new Dictionary<StructureElement, PdfDictionary>();
        var tree = PdfObjects.Add(file, new PdfDictionary(file));
        tree.Elements.SetName("/Type", "/StructTreeRoot");
        tree.Elements["/K"] = WriteElement(file, root, tree, pages, written).Reference;
        var parents = new PdfArray(file);
        foreach (var (canvas, page) in pages)
        {
            parents.Elements.Add(page.Elements["/StructParents"]!);
            parents.Elements.Add(new PdfArray(file, [.. canvas.MarkedContents.Select(element => written[element].Reference!)]));
        }
        var parentTree = new PdfDictionary(file);
        parentTree.Elements["/Nums"] = parents;
        tree.Elements["/ParentTree"] = parentTree;
        tree.Elements.SetInteger("/ParentTreeNextKey", pages.Count);
        var catalog = file.Internals.Catalog;
        catalog.Elements["/StructTreeRoot"] = tree.Reference;
        var mark = new PdfDictionary(file);
        mark.Elements.SetBoolean("/Marked", true);
        catalog.Elements["/MarkInfo"] = mark;
    }

    private static PdfDictionary WriteElement(
        PdfDocument file,
        StructureElement element,
        PdfDictionary parent,
        Dictionary<PageCanvas, PdfPage> pages,
        Dictionary<StructureElement, PdfDictionary> written
    )
    {
        var entry = written[element] = PdfObjects.Add(file, new PdfDictionary(file));
        entry.Elements.SetName("/S", "/" + element.Type);
        entry.Elements["/P"] = parent.Reference;
        if (element.AlternativeText is { } text)
            entry.Elements.SetString("/Alt", text);
        if (element.ActualText is { } actualText)
            entry.Elements.SetString("/ActualText", actualText);
        if (element.Language is { } language)
            entry.Elements.SetString("/Lang", language);
        if (GetAttributes(element) is { } attributes)
            entry.Elements["/A"] = new PdfLiteral(attributes);
        var children = new PdfArray(file);
        foreach (var (child, page, contentId) in element.Children)
        {
            if (child is not null)
                children.Elements.Add(WriteElement(file, child, entry, pages, written).Reference!);
            else
                AddContent(entry, children, pages[page!], contentId);
        }
        if (children.Elements.Count > 0)
            entry.Elements["/K"] = children.Elements.Count == 1 ? children.Elements[0] : children;
        return entry;
    }

    /// <summary>An element names the page of its first content. Content of other pages names its own.</summary>
    private static void AddContent(PdfDictionary entry, PdfArray children, PdfPage page, int contentId)
    {
        entry.Elements["/Pg"] ??= page.Reference;
        if (entry.Elements["/Pg"] == page.Reference)
        {
            children.Elements.Add(new PdfInteger(contentId));
            return;
        }
        var content = new PdfDictionary(page.Owner);
        content.Elements.SetName("/Type", "/MCR");
        content.Elements["/Pg"] = page.Reference;
        content.Elements.SetInteger("/MCID", contentId);
        children.Elements.Add(content);
    }

    private static string? GetAttributes(StructureElement element) =>
        element switch
        {
            { Box: var (left, bottom, right, top) } => FormattableString.Invariant(
                $"<</O/Layout/Placement/Block/BBox[{left:0.##} {bottom:0.##} {right:0.##} {top:0.##}]>>"
            ),
            { Type: StructureType.TH } => "<</O/Table/Scope/Column>>",
            _ => null,
        };
}
