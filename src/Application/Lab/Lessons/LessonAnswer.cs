using System.Text.Json.Nodes;

namespace OpenEvent.Application.Lab;

/// <summary>The answer that a lesson expects.</summary>
/// <param name="Explanation">Shown after a right answer.</param>
internal sealed record LessonAnswer(AnswerKind Kind, string Explanation)
{
    public string? Unit { get; init; }

    /// <summary>The right number.</summary>
    public double Value { get; init; }

    /// <summary>How far the answer may be from the right number, as a fraction of it.</summary>
    public double Tolerance { get; init; } = 0.05;

    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The right choice.</summary>
    public string? Choice { get; init; }

    /// <summary>The name of the plot in the run.</summary>
    public string? Plot { get; init; }

    /// <summary>What is measured in the plot: see <see cref="PlotMeasurement"/>.</summary>
    public string? Measure { get; init; }

    /// <summary>A hint, shown after a wrong answer.</summary>
    public string Hint { get; init; } = "";

    /// <summary>What the page needs to ask: without the answer.</summary>
    public JsonObject ToFormat() =>
        Kind == AnswerKind.Choice
            ? new JsonObject { ["kind"] = "choice", ["choices"] = new JsonArray([.. Choices.Select(c => JsonValue.Create(c))]) }
            : new JsonObject { ["kind"] = "number", ["unit"] = Unit };
}
