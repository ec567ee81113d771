using System.Text;
using System.Xml.Linq;

namespace OpenEvent.Infrastructure.Pdf.Output;

/// <summary>Creates the XMP metadata of a document (ISO 16684-1): its title and its language.</summary>
internal static class XmpMetadata
{
    private static readonly XNamespace Meta = "adobe:ns:meta/";
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";

    public static byte[] Create(string title, string language)
    {
        // A few characters, such as U+FFFF, cannot be in XML at all.
        var text = string.Concat(title.EnumerateRunes().Select(rune => rune.Value is 0xFFFE or 0xFFFF ? "\uFFFD" : rune.ToString()));
        var description = new XElement(
            Rdf + "Description",
            new XAttribute(Rdf + "about", ""),
            new XAttribute(XNamespace.Xmlns + "dc", Dc),
            new XElement(
                Dc + "title",
                new XElement(Rdf + "Alt", new XElement(Rdf + "li", new XAttribute(XNamespace.Xml + "lang", "x-default"), text))
            ),
            new XElement(Dc + "language", new XElement(Rdf + "Bag", new XElement(Rdf + "li", language)))
        );
        var packet = new XElement(
            Meta + "xmpmeta",
            new XAttribute(XNamespace.Xmlns + "x", Meta),
            new XElement(Rdf + "RDF", new XAttribute(XNamespace.Xmlns + "rdf", Rdf), description)
        );
        var xml = packet.ToString(SaveOptions.DisableFormatting);
        return Encoding.UTF8.GetBytes($"<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>{xml}<?xpacket end=\"r\"?>");
    }
}
