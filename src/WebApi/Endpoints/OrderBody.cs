using System.Globalization;
using System.Text.Json;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>
/// Reads <c>{tickets:[{id, quantity?, price?, quantity-discount?}], discount-code?, access-code?, amount?, discount-verify?}</c> of a new
/// order. As the reference server's clients send them, names have dashes or underscores, and numbers are numbers or strings.
/// </summary>
internal sealed class OrderBody
{
    private static readonly OrderRequest Unreadable = new([]);

    private readonly List<Problem> _problems = [];

    /// <exception cref="RejectedException">
    /// Malformed if the body is not a JSON object; Invalid with a problem for each value that cannot be read.
    /// </exception>
    public static Task<OrderRequest> ReadAsync(HttpContext http) =>
        NamedRouteBody.ReadAsync(
            http,
            root =>
                root.ValueKind == JsonValueKind.Object
                    ? new OrderBody().Read(root)
                    : throw RejectedException.Malformed("The body is not a JSON object.", pointer: ""),
            Unreadable
        );

    private OrderRequest Read(JsonElement root)
    {
        List<TicketRequest> tickets = [];
        if (GetMember(root, "tickets") is not { } list)
            _problems.Add(new Problem("Missing data for required field.", "/tickets"));
        else if (list.ValueKind != JsonValueKind.Array)
            _problems.Add(new Problem("Must be a list.", "/tickets"));
        else
            foreach (var (entry, i) in list.EnumerateArray().Select((e, i) => (e, i)))
                tickets.Add(ReadTicket(entry, $"/tickets/{i}"));
        var verifies = GetMember(root, "discount-verify") is not { ValueKind: JsonValueKind.False };
        var request = new OrderRequest(
            tickets,
            ReadCode(root, "discount-code"),
            ReadCode(root, "access-code"),
            ReadMoney(root, "amount", "/amount"),
            verifies
        );
        return _problems.Count == 0 ? request : throw new RejectedException(RejectionKind.Invalid, _problems);
    }

    private TicketRequest ReadTicket(JsonElement entry, string pointer)
    {
        if (entry.ValueKind != JsonValueKind.Object)
        {
            _problems.Add(new Problem("Must be an object {id, quantity}.", pointer));
            return new TicketRequest(0, 0);
        }

        if (GetMember(entry, "id") is not { } id || !TryInteger(id, out var number))
            number = AddProblem("Not a valid id.", $"{pointer}/id");
        var quantity = ReadSeats(entry, "quantity", 1, $"{pointer}/quantity");
        var discounted = ReadSeats(entry, "quantity-discount", quantity, $"{pointer}/quantity_discount");
        return new TicketRequest(number, quantity, ReadMoney(entry, "price", $"{pointer}/price"), discounted);
    }

    private int ReadSeats(JsonElement entry, string name, int missing, string pointer)
    {
        if (GetMember(entry, name) is not { } value)
            return missing;
        return TryInteger(value, out var number) && number is >= int.MinValue and <= int.MaxValue
            ? (int)number
            : (int)AddProblem($"Not a valid integer between 0 and {SaleRules.MaxSeatsPerOrder}.", pointer);
    }

    /// <summary>
    /// Reads the id of a code, which the reference server's clients send as a number or a string, or the text of the code.
    /// </summary>
    private CodeReference? ReadCode(JsonElement root, string name)
    {
        if (GetMember(root, name) is not { } code)
            return null;
        var text = code.ValueKind switch
        {
            JsonValueKind.String => JsonText.TryRead(code, 100),
            JsonValueKind.Number when code.TryGetInt64(out _) => code.GetRawText(),
            _ => null,
        };
        if (text is { Length: <= 100 })
            return new CodeReference(text, TryInteger(code, out var id) ? id : null);
        _problems.Add(new Problem("Not a valid code.", $"/{name}"));
        return null;
    }

    private decimal? ReadMoney(JsonElement json, string name, string pointer)
    {
        if (GetMember(json, name) is not { } value)
            return null;
        decimal amount = 0;
        var readable = value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetDecimal(out amount),
            JsonValueKind.String => decimal.TryParse(
                value.GetRawText().Trim('"'),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out amount
            ),
            _ => false,
        };
        return readable ? amount : AddProblem("Not a valid amount of money.", pointer);
    }

    private long AddProblem(string detail, string pointer)
    {
        _problems.Add(new Problem(detail, pointer));
        return 0;
    }

    /// <returns>Null if the member is missing, null or an empty string.</returns>
    private static JsonElement? GetMember(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) && !json.TryGetProperty(WireNames.ToSnakeCase(name), out value))
            return null;
        return value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.String && value.GetRawText() == "\"\"")
            ? null
            : value;
    }

    private static bool TryInteger(JsonElement value, out long number)
    {
        number = 0;
        return value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetInt64(out number),
            JsonValueKind.String => long.TryParse(
                value.GetRawText().Trim('"'),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out number
            ),
            _ => false,
        };
    }
}
