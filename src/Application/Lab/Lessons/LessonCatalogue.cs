using System.Reflection;
using System.Text.Json;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>
/// The examples and lessons that come with the server. Each is a folder in <c>Content</c> with <c>lesson.json</c>, <c>code.py</c>, and, for
/// a lesson, <c>text.md</c> and <c>task.md</c>. The right answers are only here, not in the database.
/// </summary>
internal sealed class LessonCatalogue
{
    private const string Prefix = "Lessons/";

    private static readonly Assembly Files = typeof(LessonCatalogue).Assembly;

    private readonly Lazy<IReadOnlyList<Lesson>> _all = new(ReadAll);

    /// <summary>In the order of the list.</summary>
    public IReadOnlyList<Lesson> All => _all.Value;

    public Lesson? Find(string? slug) => All.FirstOrDefault(l => l.Slug == slug);

    private static IReadOnlyList<Lesson> ReadAll() =>
        [
            .. Files
                .GetManifestResourceNames()
                .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal) && n.EndsWith("/lesson.json", StringComparison.Ordinal))
                .Select(n => Read(n.Split('/')[1]))
                .OrderBy(l => l.Kind)
                .ThenBy(l => l.Position)
                .ThenBy(l => l.Slug, StringComparer.Ordinal),
        ];

    private static Lesson Read(string slug)
    {
        using var json = JsonDocument.Parse(ReadText(slug, "lesson.json")!);
        var root = json.RootElement;
        var isLesson = root.TryGetProperty("answer", out var answer);
        return new Lesson(
            slug,
            isLesson ? LabScriptKind.Lesson : LabScriptKind.Example,
            root.GetProperty("position").GetInt32(),
            root.GetProperty("title").GetString()!,
            root.GetProperty("description").GetString()!,
            root.TryGetProperty("circuit", out var circuit) ? circuit.GetString() : null,
            ReadText(slug, "code.py")!,
            ReadText(slug, "text.md"),
            ReadText(slug, "task.md"),
            isLesson ? answer.Deserialize<LessonAnswer>(JsonSerializerOptions.Web) : null
        );
    }

    private static string? ReadText(string slug, string file)
    {
        using var stream = Files.GetManifestResourceStream($"{Prefix}{slug}/{file}");
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
