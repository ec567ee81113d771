using System.Text;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>A content line of an iCalendar file (RFC 5545, section 3.1).</summary>
/// <param name="Name">In capitals.</param>
/// <param name="Value">As in the file.</param>
/// <param name="TimeZone">The parameter TZID.</param>
internal sealed record IcalLine(string Name, string Value, string? TimeZone)
{
    private const int MaxLength = 100_000;
    private const int MaxLines = 200_000;

    /// <summary>The value of a text, without escapes.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder(Value.Length);
            for (var i = 0; i < Value.Length; i++)
                if (Value[i] == '\\' && i + 1 < Value.Length)
                    text.Append(Value[++i] is 'n' or 'N' ? '\n' : Value[i]);
                else
                    text.Append(Value[i]);
            return text.ToString();
        }
    }

    /// <summary>Reads all lines. A line that begins with a space or a tab continues the one before.</summary>
    /// <exception cref="RejectedException">Invalid: there are too many lines, or one is too long.</exception>
    public static List<IcalLine> Read(string text, string file)
    {
        var lines = new List<IcalLine>();
        var unfolded = new StringBuilder();
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            var isContinued = raw.Length > 0 && raw[0] is ' ' or '\t';
            if (!isContinued)
                End();
            unfolded.Append(isContinued ? raw[1..] : raw);
            if (unfolded.Length > MaxLength || lines.Count > MaxLines)
                throw RejectedException.Invalid(
                    $"The file has more than {MaxLines} lines, or a line of more than {MaxLength} characters.",
                    $"/{file}"
                );
        }

        End();
        return lines;

        void End()
        {
            if (Parse(unfolded.ToString()) is { } line)
                lines.Add(line);
            unfolded.Clear();
        }
    }

    /// <returns>Null if it is no content line.</returns>
    private static IcalLine? Parse(string line)
    {
        var isQuoted = false;
        var colon = -1;
        for (var i = 0; i < line.Length && colon < 0; i++)
            if (line[i] == '"')
                isQuoted = !isQuoted;
            else if (line[i] == ':' && !isQuoted)
                colon = i;
        if (colon <= 0)
            return null;
        var head = line[..colon].Split(';');
        var zone = head.Skip(1).FirstOrDefault(p => p.StartsWith("TZID=", StringComparison.OrdinalIgnoreCase))?["TZID=".Length..];
        return new IcalLine(head[0].Trim().ToUpperInvariant(), line[(colon + 1)..].Trim(), zone?.Trim('"'));
    }
}
