using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Every constraint of an event's ticket form holds of its attendees, in both flows and afterwards.</summary>
[TestFixture]
public sealed class AttendeeQuestionsTests : BoxOfficeFixture
{
    private Client _buyer = null!;
    private long _ticket;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _buyer = await Server.SomebodyAsync();
        _ticket = await Office.TicketAsync(100);
        await AskAsync(
            new
            {
                field_identifier = "shoeSize",
                type = "number",
                min = 30,
                max = 50,
                is_required = true,
                is_included = true,
            }
        );
        await AskAsync(
            new
            {
                field_identifier = "born",
                type = "year",
                min = 1900,
                max = 2020,
                is_included = true,
            }
        );
        await AskAsync(
            new
            {
                field_identifier = "gender",
                type = "select",
                is_included = true,
            }
        );
        await AskAsync(
            new
            {
                field_identifier = "ignored",
                type = "number",
                min = 1,
                max = 2,
                is_included = false,
            }
        );
        var gender = (
            await Office.Owner.GetAsync(
                $"/v1/events/{Office.EventId}/custom-forms?filter={Uri.EscapeDataString("""[{"name":"field-identifier","op":"eq","val":"gender"}]""")}"
            )
        ).Ids.Single();
        foreach (var value in (string[])["f", "m", "x"])
            await Office.Owner.CreateAsync("custom-form-option", new { value }, ("custom-form", "custom-form", gender));
    }

    private static IEnumerable<TestCaseData> Wrong =>
        [
            new(new { complex_field_values = new { shoe_size = 29 } }, "/data/attributes/complex-field-values/shoe_size"),
            new(new { complex_field_values = new { shoe_size = "large" } }, "/data/attributes/complex-field-values/shoe_size"),
            new(new { complex_field_values = new { shoe_size = 40, born = "1899" } }, "/data/attributes/complex-field-values/born"),
            new(new { gender = "no choice" }, "/data/attributes/gender"),
        ];

    [TestCaseSource(nameof(Wrong))]
    public async Task An_answer_that_is_none_is_refused_at_its_place(object answers, string place)
    {
        var first = await _buyer.PostAsync(
            "/v1/attendees",
            Document.Of("attendee", null, answers, ("event", "event", Office.EventId), ("ticket", "ticket", $"{_ticket}"))
        );
        Assert.That((first.Status, first.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, place)), "before there is an order");
        var order = (await BoxOffice.OrderAsync(_buyer, _ticket, 1)).Must(HttpStatusCode.OK).Id();
        var seat = (await _buyer.GetAsync($"/v1/orders/{order}/attendees")).Ids.Single();
        var then = await _buyer.PatchAsync($"/v1/attendees/{seat}", Document.Of("attendee", seat, answers));
        Assert.That((then.Status, then.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, place)), "in a checkout");
    }

    [Test]
    public async Task A_checkout_is_not_submitted_before_what_is_required_is_answered_within_its_bounds()
    {
        var order = (await BoxOffice.CheckoutAsync(_buyer, _ticket, "ann@example.org")).Id();
        var refused = await BoxOffice.SetAsync(_buyer, order, new { status = "completed" });
        Assert.That(
            (refused.Status, refused.Pointer, refused.Detail),
            Is.EqualTo(
                (
                    HttpStatusCode.UnprocessableEntity,
                    "/data/relationships/attendees",
                    $"Attendee {await SeatOfAsync(order)}: shoeSize is required."
                )
            )
        );
        await Server.SqlAsync($$"""UPDATE attendees SET complex_field_values = '{"shoe_size": 99}' WHERE order_id = {{order}}""");
        Assert.That(
            (await BoxOffice.SetAsync(_buyer, order, new { status = "completed" })).Detail,
            Does.EndWith("shoeSize must be between 30 and 50."),
            "answered before the organizer said so"
        );
        var seat = await SeatOfAsync(order);
        (
            await _buyer.PatchAsync(
                $"/v1/attendees/{seat}",
                Document.Of("attendee", seat, new { complex_field_values = new { shoe_size = 42 } })
            )
        ).Must(HttpStatusCode.OK);
        (await BoxOffice.SetAsync(_buyer, order, new { status = "completed" })).Must(HttpStatusCode.OK);
    }

    [Test]
    public async Task Nor_is_an_order_of_attendees_that_are_there_already()
    {
        var seat = (
            await _buyer.CreateAsync(
                "attendee",
                new { firstname = "Ann", email = "ann@example.org" },
                ("event", "event", Office.EventId),
                ("ticket", "ticket", $"{_ticket}")
            )
        ).Id();
        var before = await Office.TakenAsync(_ticket);
        var refused = await PlaceAsync(_buyer, seat);
        Assert.That(
            (refused.Status, refused.Pointer, refused.Error.GetProperty("source").GetProperty("id").GetString()),
            Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/relationships/attendees/data", seat))
        );
        Assert.That(await Office.TakenAsync(_ticket), Is.EqualTo(before), "it holds no seat");
        (
            await _buyer.PatchAsync(
                $"/v1/attendees/{seat}",
                Document.Of("attendee", seat, new { complex_field_values = new { shoe_size = 42 } })
            )
        ).Must(HttpStatusCode.OK);
        (await PlaceAsync(_buyer, seat)).Must(HttpStatusCode.Created);
    }

    [Test]
    public async Task The_events_team_sells_at_the_door_without_the_form()
    {
        var seat = (
            await Office.Owner.CreateAsync(
                "attendee",
                new { firstname = "Ann" },
                ("event", "event", Office.EventId),
                ("ticket", "ticket", $"{_ticket}")
            )
        ).Id();
        (await PlaceAsync(Office.Owner, seat)).Must(HttpStatusCode.Created);
    }

    [Test]
    public async Task A_form_that_is_off_asks_nothing()
    {
        var other = await BoxOffice.OpenAsync(Server, "No questions");
        await other.Owner.CreateAsync(
            "custom-form",
            new
            {
                field_identifier = "age",
                form = "attendee",
                type = "number",
                min = 18,
                max = 99,
                is_required = true,
                is_included = true,
            },
            ("event", "event", other.EventId)
        );
        (
            await other.Owner.PatchAsync(
                $"/v1/events/{other.EventId}",
                Document.Of("event", other.EventId, new { is_ticket_form_enabled = false })
            )
        ).Must(HttpStatusCode.OK);
        var order = (await BoxOffice.OrderAsync(_buyer, await other.TicketAsync(5), 1)).Must(HttpStatusCode.OK).Id();
        (await BoxOffice.SetAsync(_buyer, order, new { status = "completed" })).Must(HttpStatusCode.OK);
    }

    [TestCase("number", 10, 9, false)]
    [TestCase("number", 9, 9, true)]
    [TestCase("year", 2020, 1999, false)]
    [TestCase("year", 1990, 10, true, Description = "the default of the contract, which bounds no year")]
    [TestCase("text", 10, 9, true)]
    public async Task Bounds_that_no_answer_could_keep_are_no_bounds(string type, int min, int max, bool good)
    {
        var answer = await Office.Owner.PostAsync(
            "/v1/custom-forms",
            Document.Of(
                "custom-form",
                null,
                new
                {
                    field_identifier = $"{type}{min}{max}",
                    form = "attendee",
                    type,
                    min,
                    max,
                },
                ("event", "event", Office.EventId)
            )
        );
        Assert.That(
            (answer.Status, answer.Status == HttpStatusCode.Created ? null : answer.Pointer),
            Is.EqualTo(good ? (HttpStatusCode.Created, null) : (HttpStatusCode.UnprocessableEntity, (string?)"/data/attributes/min"))
        );
        if (!good || type == "text")
            return;
        var changed = await Office.Owner.PatchAsync(
            $"/v1/custom-forms/{answer.Id()}",
            Document.Of("custom-form", answer.Id(), new { min = 3000, max = 2999 })
        );
        Assert.That((changed.Status, changed.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/attributes/min")));
    }

    [Test]
    public async Task The_questions_are_listed_to_whoever_is_signed_in_and_a_single_one_to_anybody()
    {
        var at = $"/v1/events/{Office.EventId}";
        var listed = (await _buyer.GetAsync($"{at}/custom-forms")).Must(HttpStatusCode.OK).Ids.ToList();
        Assert.That(listed, Has.Count.GreaterThanOrEqualTo(4));
        foreach (var url in (string[])[$"{at}/custom-forms", $"{at}/custom-forms/vip", $"{at}/relationships/custom-forms"])
        {
            Assert.That((await Server.Anonymous.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.Unauthorized), url);
            (await _buyer.GetAsync(url)).Must(HttpStatusCode.OK);
        }

        (await Server.Anonymous.GetAsync($"/v1/custom-forms/{listed[0]}")).Must(HttpStatusCode.OK);
        var included = (await Server.Anonymous.GetAsync($"{at}?include=custom-forms")).Must(HttpStatusCode.OK);
        Assert.That(
            included.Json.TryGetProperty("included", out var rows) && rows.GetArrayLength() > 0,
            Is.False,
            "what is not listed is not included either"
        );
        Assert.That(
            (await _buyer.GetAsync($"{at}?include=custom-forms")).Json.GetProperty("included").GetArrayLength(),
            Is.EqualTo(listed.Count)
        );
        var filter = Uri.EscapeDataString(
            "[{\"name\":\"custom-forms\",\"op\":\"any\",\"val\":{\"name\":\"field-identifier\",\"op\":\"eq\",\"val\":\"born\"}}]"
        );
        Assert.That(
            (await Server.Anonymous.GetAsync($"/v1/events?filter={filter}")).Status,
            Is.EqualTo(HttpStatusCode.BadRequest),
            "nor searched"
        );
        Assert.That(
            (await _buyer.GetAsync($"/v1/events?filter={filter}")).Must(HttpStatusCode.OK).Ids,
            Is.EqualTo((string[])[Office.EventId])
        );
    }

    private async Task AskAsync(object question)
    {
        var document = Document.Of("custom-form", null, question, ("event", "event", Office.EventId));
        document["data"]!["attributes"]!["form"] = "attendee";
        (await Office.Owner.PostAsync("/v1/custom-forms", document)).Must(HttpStatusCode.Created);
    }

    private async Task<string> SeatOfAsync(string order) => (await _buyer.GetAsync($"/v1/orders/{order}/attendees")).Ids.Single();

    private Task<Answer> PlaceAsync(Client who, string seat) =>
        who.PostAsync(
            "/v1/orders",
            Document.Of("order", null, new { }, ("event", "event", Office.EventId), ("attendees", "attendee", seat))
        );
}
