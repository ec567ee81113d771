using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenEvent.Application.Lab;

/// <summary>Measures in a plot of a run, to check the answer that its user has read from it.</summary>
internal static class PlotMeasurement
{
    /// <summary>The points of the first series of a plot.</summary>
    /// <param name="output">The stored output of a run.</param>
    /// <returns>Null if there is no such plot with points.</returns>
    public static IReadOnlyList<(double X, double Y)>? FindPoints(JsonArray output, string name)
    {
        var plot = output
            .OfType<JsonObject>()
            .Select(m => m["element"] as JsonObject)
            .FirstOrDefault(e => IsText(e?["type"], "plot") && IsText(e?["name"], name));
        var points = (plot?["data"] as JsonArray)
            ?.OfType<JsonArray>()
            .FirstOrDefault()
            ?.OfType<JsonArray>()
            .Where(p => p.Count == 2 && p.All(n => n?.GetValueKind() == JsonValueKind.Number))
            .Select(p => (p[0]!.GetValue<double>(), p[1]!.GetValue<double>()))
            .ToList();
        return points is { Count: > 1 } ? points : null;
    }

    /// <param name="measure">
    /// <c>slope</c>: of the line through the points. <c>peak-x</c>: x at the largest y. <c>max-y</c>, <c>mean-y</c>, <c>peak-to-peak</c>.
    /// <c>time-constant</c>: the x at which y has fallen from its first value by the part 1 − 1/e of its fall.
    /// </param>
    /// <returns>Null if the points do not have it.</returns>
    public static double? Measure(IReadOnlyList<(double X, double Y)> points, string measure) =>
        measure switch
        {
            "slope" => Slope(points),
            "peak-x" => points.MaxBy(p => p.Y).X,
            "max-y" => points.Max(p => p.Y),
            "mean-y" => points.Average(p => p.Y),
            "peak-to-peak" => points.Max(p => p.Y) - points.Min(p => p.Y),
            "time-constant" => TimeConstant(points),
            _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, null),
        };

    private static double? Slope(IReadOnlyList<(double X, double Y)> points)
    {
        var (x, y) = (points.Average(p => p.X), points.Average(p => p.Y));
        var spread = points.Sum(p => (p.X - x) * (p.X - x));
        return spread == 0 ? null : points.Sum(p => (p.X - x) * (p.Y - y)) / spread;
    }

    private static double? TimeConstant(IReadOnlyList<(double X, double Y)> points)
    {
        var (first, last) = (points[0], points[^1]);
        var level = last.Y + ((first.Y - last.Y) / Math.E);
        for (var i = 1; i < points.Count; i++)
            if (points[i].Y <= level && points[i - 1].Y > level)
            {
                var (a, b) = (points[i - 1], points[i]);
                return a.X + ((a.Y - level) / (a.Y - b.Y) * (b.X - a.X)) - first.X;
            }
        return null;
    }

    private static bool IsText(JsonNode? node, string text) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() == text;
}
