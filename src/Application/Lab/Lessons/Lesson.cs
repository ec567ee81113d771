using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>An example or lesson of the folder <c>Content</c>.</summary>
/// <param name="Slug">The name of its folder.</param>
/// <param name="Position">Its place in the list.</param>
/// <param name="Circuit">The circuit of the virtual device that it wants; null for any.</param>
/// <param name="Text">Markdown; null for an example.</param>
/// <param name="Task">Markdown; null for an example.</param>
/// <param name="Answer">The check of the answer; null for an example.</param>
internal sealed record Lesson(
    string Slug,
    LabScriptKind Kind,
    int Position,
    string Title,
    string Description,
    string? Circuit,
    string Code,
    string? Text,
    string? Task,
    LessonAnswer? Answer
);
