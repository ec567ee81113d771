namespace OpenEvent.Infrastructure.Pdf;

/// <summary>The kinds of structure elements in the documents, with their names in a PDF file (ISO 32000-1, 14.8.4).</summary>
internal enum StructureType
{
    Document,
    H1,
    H2,
    H3,
    P,
    Span,
    Figure,
    Table,
    TR,
    TH,
    TD,
}
