using System.Text.Json;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Ticketing;

/// <summary>Reads the answers of attendees to the event's own questions.</summary>
internal static class FormAnswers
{
    /// <param name="json">The attribute <c>complex-field-values</c>.</param>
    /// <returns>The answers as text, by the names of the questions as <see cref="FormFields.NormalizeName"/> writes them.</returns>
    public static Dictionary<string, string?> Read(string? json)
    {
        var answers = new Dictionary<string, string?>();
        using var document = JsonDocument.Parse(json ?? "{}");
        if (document.RootElement.ValueKind == JsonValueKind.Object)
            foreach (var answer in document.RootElement.EnumerateObject())
                answers[FormFields.NormalizeName(answer.Name)] = answer.Value.ToString();
        return answers;
    }
}
