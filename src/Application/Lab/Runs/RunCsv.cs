using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;

namespace OpenEvent.Application.Lab;

/// <summary>
/// Writes the values of a run as one CSV table in UTF-8: a record for each point of a plot, cell of a table, and value of another element.
/// An apostrophe is put before a text that a spreadsheet would execute as a formula.
/// </summary>
internal static class RunCsv
{
    private static readonly CsvWriterOptions Format = new() { Injection = CsvInjection.Escape };
    private static readonly string[] Columns = ["element", "type", "series", "row", "x", "y", "value", "unit"];

    public static byte[] Write(JsonArray output)
    {
        using var bytes = new MemoryStream();
        using (var text = new StreamWriter(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true))
        using (var csv = CsvWriter.Create(text, Format))
        {
            csv.WriteHeader(Columns);
            foreach (var element in output.OfType<JsonObject>().Select(m => m["element"]).OfType<JsonObject>())
                WriteElement(csv, element);
        }
        return bytes.ToArray();
    }

    private static void WriteElement(CsvWriter csv, JsonObject element)
    {
        var (name, type) = ((string?)element["name"] ?? "", (string?)element["type"] ?? "");
        if (type == "plot")
            foreach (var (series, points) in Lists(element["data"]).Index())
            foreach (var (row, point) in Lists(points).Index())
                WriteRecord(csv, [name, type, $"{series + 1}"], row, point[0], point[1], null, null);
        else if (type == "table")
            foreach (var (row, cells) in Lists(element["rows"]).Index())
            foreach (var (column, cell) in cells.Index())
                WriteRecord(csv, [name, type, ColumnName(element, column)], row, null, null, cell, null);
        else if (element["value"] is JsonArray values)
            foreach (var (row, value) in values.Index())
                WriteRecord(csv, [name, type, ""], row, null, null, value, null);
        else if (element.ContainsKey("value"))
            WriteRecord(csv, [name, type, ""], 0, null, null, element["value"], element["unit"]);
    }

    private static IEnumerable<JsonArray> Lists(JsonNode? node) => (node as JsonArray)?.OfType<JsonArray>() ?? [];

    private static string ColumnName(JsonObject table, int column) =>
        table["columns"] is JsonArray columns && column < columns.Count ? columns[column]?.ToString() ?? "" : $"{column + 1}";

    private static void WriteRecord(CsvWriter csv, string[] texts, int row, params ReadOnlySpan<JsonNode?> cells)
    {
        foreach (var text in texts)
            WriteText(csv, text);
        csv.WriteField(row + 1);
        foreach (var cell in cells)
            if (cell?.GetValueKind() == JsonValueKind.Number)
                csv.WriteField(cell.GetValue<double>());
            else
                WriteText(csv, cell?.ToString());
        csv.EndRecord();
    }

    /// <summary>Some spreadsheets take an unquoted text for a number or a date.</summary>
    private static void WriteText(CsvWriter csv, string? text) =>
        csv.WriteField(text, string.IsNullOrEmpty(text) ? CsvQuoting.WhenNeeded : CsvQuoting.Always);
}
