using System.Text;
using System.Text.Json;

namespace OpenEvent.PSLab.Functions;

/// <summary>
/// The result of a call: its shape with units, and its value. The shape decides the value's type: null, double, string, bool, double[],
/// double[][] or object[].
/// </summary>
public sealed record FunctionResult(ResultShape Shape, object? Value)
{
    /// <summary>What users should know about the result, such as a clipped trace, in whole sentences.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The result as one line for users; numbers have a unit with a suitable prefix.</summary>
    public string Text =>
        Value switch
        {
            null => "",
            double number => Quantity.Format(number, Shape.Unit),
            double[] items => $"{items.Length} values{(Shape.Unit is { } unit ? $" in {unit}" : "")}",
            double[][] arrays => string.Join(
                "; ",
                Shape.Columns.Zip(arrays, (c, a) => $"{c.Name}: {a.Length} values{(c.Unit is null ? "" : $" in {c.Unit}")}")
            ),
            object?[] parts => string.Join(
                ", ",
                Shape.Columns.Zip(parts, (c, p) => $"{c.Name} {(p is double number ? Quantity.Format(number, c.Unit) : Literal.Format(p))}")
            ),
            bool flag => Literal.Format(flag),
            _ => Value.ToString() ?? "",
        };

    /// <summary>
    /// Writes an object with <c>shape</c>, <c>unit</c> or <c>columns</c>, <c>value</c>, <c>text</c>, and <c>warnings</c> if there are any.
    /// Columns of a capture have <c>gain</c>, <c>range</c> and <c>clipped</c>. Numbers that are not finite are written as null.
    /// </summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("shape", Shape.Kind.ToString().ToLowerInvariant());
        if (Shape.Kind is ShapeKind.Number or ShapeKind.Array)
            json.WriteString("unit", Shape.Unit);
        else if (Shape.Columns.Count > 0)
        {
            json.WriteStartArray("columns");
            foreach (var column in Shape.Columns)
            {
                json.WriteStartObject();
                json.WriteString("name", column.Name);
                json.WriteString("unit", column.Unit);
                WriteScale(json, column.Scale);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WritePropertyName("value");
        WriteValue(json);
        json.WriteString("text", Text);
        if (Warnings.Count > 0)
        {
            json.WritePropertyName("warnings");
            Write(json, Warnings);
        }
        json.WriteEndObject();
    }

    /// <summary>Writes only the value: a number, text, an array, an array of arrays, or an object for named values.</summary>
    public void WriteValue(Utf8JsonWriter json)
    {
        if (Shape.Kind == ShapeKind.Named)
        {
            json.WriteStartObject();
            foreach (var (column, part) in Shape.Columns.Zip((object?[])Value!))
            {
                json.WritePropertyName(column.Name);
                Write(json, part);
            }
            json.WriteEndObject();
        }
        else
            Write(json, Value);
    }

    public string ToJson()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
            WriteTo(json);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    public override string ToString() => Text;

    private static void WriteScale(Utf8JsonWriter json, TraceScale? scale)
    {
        if (scale is null)
            return;
        json.WriteNumber("gain", scale.Gain);
        json.WriteStartArray("range");
        json.WriteNumberValue(Math.Round(scale.Lowest, 6));
        json.WriteNumberValue(Math.Round(scale.Highest, 6));
        json.WriteEndArray();
        json.WriteBoolean("clipped", scale.IsClipped);
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case null or double:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case System.Collections.IEnumerable items:
                json.WriteStartArray();
                foreach (var item in items)
                    Write(json, item);
                json.WriteEndArray();
                break;
            default:
                throw new InvalidOperationException($"A result cannot contain {value.GetType().Name}.");
        }
    }
}
