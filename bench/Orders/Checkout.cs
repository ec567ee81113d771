using System.Globalization;
using System.Text.Json;
using OpenEvent.Bench.Throughput;

namespace OpenEvent.Bench.Orders;

/// <summary>The requests of one buyer for one free ticket, as a shop sends them.</summary>
internal sealed class Checkout(ThroughputEvent testEvent, int number)
{
    private readonly int _buyer = number % testEvent.Buyers.Count;
    private string _order = "",
        _identifier = "",
        _attendee = "";

    private string Token => testEvent.Tokens[_buyer];

    /// <summary>The e-mail address of the attendee, who is another person than the buyer.</summary>
    public static string EmailOf(int number) => string.Create(CultureInfo.InvariantCulture, $"guest{number}@example.org");

    public async Task CreateAsync(HttpConnection http)
    {
        var ticket = testEvent.Tickets[number % testEvent.Tickets.Count].ToString(CultureInfo.InvariantCulture);
        var order = ReadData(
            await http.SendAsync("POST", "/v1/orders/create-order", Token, $$"""{"tickets":[{"id":{{ticket}},"quantity":1}]}""")
        );
        _order = order.GetProperty("id").ToString();
        _identifier = order.GetProperty("attributes").GetProperty("identifier").GetString()!;
    }

    public async Task ReadAttendeesAsync(HttpConnection http) =>
        _attendee = ReadData(await http.SendAsync("GET", $"/v1/orders/{_identifier}/attendees", Token))[0].GetProperty("id").ToString();

    /// <param name="version">Each version has another name, so that each PATCH changes the row.</param>
    public async Task FillInAsync(HttpConnection http, int version = 0) =>
        await http.SendAsync(
            "PATCH",
            $"/v1/attendees/{_attendee}",
            Token,
            $$$$"""
            {"data":{"type":"attendee","id":"{{{{_attendee}}}}","attributes":{
            "firstname":"Guest {{{{version}}}}","lastname":"Number {{{{number}}}}",
            "email":"{{{{EmailOf(number)}}}}","city":"Berlin","country":"Germany"}}}
            """
        );

    public async Task SubmitAsync(HttpConnection http) =>
        await http.SendAsync(
            "PATCH",
            $"/v1/orders/{_order}",
            Token,
            $$$$"""{"data":{"type":"order","id":"{{{{_order}}}}","attributes":{"status":"completed"}}}"""
        );

    public async Task RunAsync(HttpConnection http)
    {
        await CreateAsync(http);
        await ReadAttendeesAsync(http);
        await FillInAsync(http);
        await SubmitAsync(http);
    }

    private static JsonElement ReadData(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.GetProperty("data").Clone();
    }
}
