using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using OpenEvent.Testing;

namespace OpenEvent.Application.Tests.Pdf;

/// <summary>An element of the structure, as qpdf reads it.</summary>
/// <param name="Type">E.g. <c>H1</c>.</param>
/// <param name="ActualText">What screen readers say instead of the characters of the content.</param>
internal sealed record TaggedElement(string Type, string? AlternativeText, string? Language, string? ActualText);

/// <summary>The objects of a PDF file that screen readers use, read by qpdf.</summary>
internal sealed partial class PdfStructure
{
    private readonly JsonElement _objects;

    public PdfStructure(string file) =>
        _objects = JsonDocument
            .Parse(
                ExternalTool.Run(
                    "qpdf",
                    "qpdf",
                    "--json=2",
                    "--json-key=qpdf",
                    "--json-stream-data=inline",
                    "--decode-level=generalized",
                    file
                )
            )
            .RootElement.GetProperty("qpdf")[1];

    public string Title => Text(Resolve(Trailer.GetProperty("/Info")), "/Title")!;

    public string? Language => Text(Catalog, "/Lang");

    public bool IsMarked => Resolve(Catalog.GetProperty("/MarkInfo")).GetProperty("/Marked").GetBoolean();

    public bool ShowsTitle => Resolve(Catalog.GetProperty("/ViewerPreferences")).GetProperty("/DisplayDocTitle").GetBoolean();

    /// <summary>All elements in reading order. The first is the root.</summary>
    public TaggedElement[] Elements =>
        [
            .. Descend(Tree.GetProperty("/K"))
                .Select(e => new TaggedElement(
                    e.GetProperty("/S").GetString()![1..],
                    Text(e, "/Alt"),
                    Text(e, "/Lang"),
                    Text(e, "/ActualText")
                )),
        ];

    /// <summary>The content stream of each page: one operator with its operands in each line.</summary>
    public string[] PageContents =>
        [
            .. Pages
                .Select(page => _objects.GetProperty("obj:" + page.Value.GetProperty("value").GetProperty("/Contents").GetString()))
                .Select(content => content.GetProperty("stream").GetProperty("data").GetBytesFromBase64())
                .Select(Encoding.ASCII.GetString),
        ];

    /// <summary>
    /// Each piece of marked content that the tree of elements refers to, and each that the table of pages refers to: the reference of the
    /// page, the number of the content and the reference of the element.
    /// </summary>
    public (string[] OfTree, string[] OfPages) MarkedContents()
    {
        var numbers = Resolve(Tree.GetProperty("/ParentTree")).GetProperty("/Nums").EnumerateArray().ToArray();
        var ofPages = new List<string>();
        foreach (var page in Pages)
        {
            var index = page.Value.GetProperty("value").GetProperty("/StructParents").GetInt32();
            var elements = Resolve(numbers[(2 * index) + 1]).EnumerateArray().ToArray();
            ofPages.AddRange(elements.Select((element, id) => $"{page.Name["obj:".Length..]} {id} {element.GetString()}"));
        }
        return ([.. ListContents(Tree.GetProperty("/K"))], [.. ofPages]);
    }

    private JsonElement Trailer => _objects.GetProperty("trailer").GetProperty("value");

    private JsonElement Catalog => Resolve(Trailer.GetProperty("/Root"));

    private JsonElement Tree => Resolve(Catalog.GetProperty("/StructTreeRoot"));

    private IEnumerable<JsonProperty> Pages => _objects.EnumerateObject().Where(o => IsPage(o.Value));

    private static bool IsPage(JsonElement o) =>
        o.TryGetProperty("value", out var value)
        && value.ValueKind == JsonValueKind.Object
        && value.TryGetProperty("/Type", out var type)
        && type.GetString() == "/Page";

    private IEnumerable<JsonElement> Descend(JsonElement reference)
    {
        var element = Resolve(reference);
        yield return element;
        foreach (var child in Children(element).Where(child => child.ValueKind == JsonValueKind.String).SelectMany(Descend))
            yield return child;
    }

    private IEnumerable<string> ListContents(JsonElement reference)
    {
        var element = Resolve(reference);
        foreach (var child in Children(element))
        {
            if (child.ValueKind == JsonValueKind.Number)
                yield return $"{element.GetProperty("/Pg").GetString()} {child.GetInt32()} {reference.GetString()}";
            else if (child.ValueKind == JsonValueKind.Object)
                yield return $"{child.GetProperty("/Pg").GetString()} {child.GetProperty("/MCID").GetInt32()} {reference.GetString()}";
            else
            {
                foreach (var content in ListContents(child))
                    yield return content;
            }
        }
    }

    private static IEnumerable<JsonElement> Children(JsonElement element) =>
        !element.TryGetProperty("/K", out var children) ? []
        : children.ValueKind == JsonValueKind.Array ? children.EnumerateArray()
        : [children];

    private JsonElement Resolve(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && Reference().IsMatch(value.GetString()!)
            ? _objects.GetProperty("obj:" + value.GetString()).GetProperty("value")
            : value;

    /// <summary>qpdf writes texts as <c>u:text</c>.</summary>
    private static string? Text(JsonElement dictionary, string key) =>
        dictionary.TryGetProperty(key, out var value) ? value.GetString()![2..] : null;

    [GeneratedRegex(@"^\d+ \d+ R$")]
    private static partial Regex Reference();
}
