using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenEvent.Application.Lab;

/// <summary>
/// The values of a run as one table (RFC 4180): a line for each point of a plot, cell of a table, and value of another element. An
/// apostrophe is put before a text that a spreadsheet would execute as a formula.
/// </summary>
internal static class RunCsv
{
    private const string Header = "element,type,series,row,x,y,value,unit\r\n";

    public static string Write(JsonArray output)
    {
        var text = new StringBuilder("\ufeff").Append(Header);
        foreach (var element in output.OfType<JsonObject>().Select(m => m["element"]).OfType<JsonObject>())
            WriteElement(text, element);
        return text.ToString();
    }

    private static void WriteElement(StringBuilder text, JsonObject element)
    {
        var name = (string?)element["name"] ?? "";
        var type = (string?)element["type"] ?? "";
        if (type == "plot")
            foreach (var (series, points) in Lists(element["data"]).Index())
            foreach (var (row, point) in Lists(points).Index())
                WriteLine(text, name, type, $"{series + 1}", row, point[0], point[1], null, null);
        else if (type == "table")
            foreach (var (row, cells) in Lists(element["rows"]).Index())
            foreach (var (column, cell) in cells.Index())
                WriteLine(text, name, type, ColumnName(element, column), row, null, null, cell, null);
        else if (element["value"] is JsonArray values)
            foreach (var (row, value) in values.Index())
                WriteLine(text, name, type, "", row, null, null, value, null);
        else if (element.ContainsKey("value"))
            WriteLine(text, name, type, "", 0, null, null, element["value"], element["unit"]);
    }

    private static IEnumerable<JsonArray> Lists(JsonNode? node) => (node as JsonArray)?.OfType<JsonArray>() ?? [];

    private static string ColumnName(JsonObject table, int column) =>
        table["columns"] is JsonArray columns && column < columns.Count ? columns[column]?.ToString() ?? "" : $"{column + 1}";

    private static void WriteLine(
        StringBuilder text,
        string name,
        string type,
        string series,
        int row,
        JsonNode? x,
        JsonNode? y,
        JsonNode? value,
        JsonNode? unit
    )
    {
        AppendText(text, name).Append(',');
        AppendText(text, type).Append(',');
        AppendText(text, series).Append(',').Append(CultureInfo.InvariantCulture, $"{row + 1}");
        foreach (var cell in new[] { x, y, value, unit })
            Append(text.Append(','), cell);
        text.Append("\r\n");
    }

    private static void Append(StringBuilder text, JsonNode? cell)
    {
        if (cell is null)
            return;
        if (cell.GetValueKind() == JsonValueKind.Number)
            text.Append(cell.ToJsonString());
        else
            AppendText(text, cell.ToString());
    }

    private static StringBuilder AppendText(StringBuilder text, string value)
    {
        if (value.Length == 0)
            return text;
        var escaped = value[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? $"'{value}" : value;
        return text.Append('"').Append(escaped.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}
