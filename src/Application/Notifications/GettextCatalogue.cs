using System.Text;

namespace OpenEvent.Application.Notifications;

/// <summary>Writes catalogues of texts (https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html).</summary>
internal static class GettextCatalogue
{
    /// <param name="language">The language of the texts; null leaves the translations empty, as in a template.</param>
    /// <param name="texts">A text that is empty or repeated is left out. The comment tells translators where it is used.</param>
    public static string Write(string? language, IEnumerable<(string Comment, string Text)> texts)
    {
        var catalogue = new StringBuilder("msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n");
        if (language is not null)
            catalogue.Append("\"Language: ").Append(language).Append("\\n\"\n");
        HashSet<string> known = [];
        foreach (var (comment, text) in texts.Where(t => t.Text.Length > 0 && known.Add(t.Text)))
        {
            var translation = language is null ? "" : text;
            catalogue.Append(string.Join('\n', "", $"#. {comment}", $"msgid {Quote(text)}", $"msgstr {Quote(translation)}", ""));
        }

        return catalogue.ToString();
    }

    private static string Quote(string text)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return escaped.Contains('\n', StringComparison.Ordinal)
            ? "\"\"\n\"" + escaped.Replace("\n", "\\n\"\n\"", StringComparison.Ordinal) + "\""
            : $"\"{escaped}\"";
    }
}
