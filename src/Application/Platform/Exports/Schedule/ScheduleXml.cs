using System.Text;
using System.Xml;

namespace OpenEvent.Application.Platform;

/// <summary>Writes the XML of schedules. Characters that XML cannot have are left out.</summary>
internal static class ScheduleXml
{
    public static XmlWriter Create(Stream target) =>
        XmlWriter.Create(
            target,
            new XmlWriterSettings
            {
                Async = true,
                Indent = true,
                Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            }
        );

    public static string Clean(string? text)
    {
        if (text is null)
            return "";
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            if (XmlConvert.IsXmlChar(text[i]))
                clean.Append(text[i]);
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
                clean.Append(text[i]).Append(text[++i]);
        return clean.ToString();
    }

    public static void WriteText(this XmlWriter xml, string name, string? text) => xml.WriteElementString(name, Clean(text));
}
