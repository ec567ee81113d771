using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenEvent.Application.Lab;

/// <summary>Checks a value that a user enters into an element.</summary>
internal static class InputValue
{
    private const int MaxLength = 10_000;

    /// <returns>What is wrong, as a sentence; null if nothing is.</returns>
    public static string? FindProblem(JsonObject element, JsonNode? value) =>
        (string?)element["type"] switch
        {
            "slider" => FindSliderProblem(element, value),
            "checkbox" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? null : "A checkbox takes true or false.",
            "select" => element["choices"]?.AsArray().Any(choice => JsonNode.DeepEquals(choice, value)) == true
                ? null
                : "The value is none of the choices.",
            "input" when (string?)element["kind"] == "number" => FindNumber(value) is null ? "This input takes a number." : null,
            "input" => value?.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length <= MaxLength
                ? null
                : $"This input takes a text of at most {MaxLength} characters.",
            _ => "This element takes no input.",
        };

    private static string? FindSliderProblem(JsonObject element, JsonNode? value)
    {
        if (FindNumber(value) is not { } number)
            return "A slider takes a number.";
        var (min, max) = (FindNumber(element["min"]), FindNumber(element["max"]));
        return number < min || number > max ? $"The value is not between {min} and {max}." : null;
    }

    private static double? FindNumber(JsonNode? value) =>
        value is JsonValue json
        && value.GetValueKind() == JsonValueKind.Number
        && json.TryGetValue<double>(out var number)
        && double.IsFinite(number)
            ? number
            : null;
}
