using System.Text.Json;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>
/// The rules that an event must meet (docs/reference/events.md#publishing-rules). Some hold for published events only; that the event ends
/// after it starts holds for drafts too.
/// </summary>
public static class PublishingRules
{
    /// <summary>The longest duration of a published event, in whole days.</summary>
    public static readonly TimeSpan MaxDuration = TimeSpan.FromDays(20);

    /// <exception cref="RejectedException">
    /// Invalid, with every problem and its pointer; Conflict if a published event has no name.
    /// </exception>
    public static void Require(Event e)
    {
        List<Problem> problems = [];
        if (e.EndsAt <= e.StartsAt)
            problems.Add(new Problem("The event must end after it starts.", "/data/attributes/ends-at"));
        else if (e.State == EventState.Published && e.EndsAt - e.StartsAt >= MaxDuration + TimeSpan.FromDays(1))
            problems.Add(new Problem($"The event lasts longer than {MaxDuration.Days} days.", "/data/attributes/ends-at"));
        if (e is { IsDocumentEnabled: true, DocumentLinks: { } links } && !AreComplete(links))
            problems.Add(new Problem("Each document needs a name and a link.", "/data/attributes/document-links"));
        if (problems.Count > 0)
            throw new RejectedException(RejectionKind.Invalid, problems);
        if (e.State == EventState.Published && string.IsNullOrWhiteSpace(e.Name))
            throw RejectedException.Conflict("The event needs a name before it is published.", "/data/attributes/name");
    }

    private static bool AreComplete(string links)
    {
        using var json = JsonDocument.Parse(links);
        return json.RootElement.ValueKind == JsonValueKind.Array
            && json.RootElement.EnumerateArray().All(d => d.ValueKind == JsonValueKind.Object && IsText(d, "name") && IsText(d, "link"));
    }

    private static bool IsText(JsonElement document, string member) =>
        document.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && value.GetString()!.Trim().Length > 0;
}
