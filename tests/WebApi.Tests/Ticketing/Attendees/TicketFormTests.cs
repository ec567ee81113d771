using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>The constraints of an event's ticket form apply to its attendees, in both order flows and afterwards.</summary>
[TestFixture]
public sealed class TicketFormTests : TicketedEventFixture
{
    private ApiClient _buyer = null!;
    private long _ticket;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _buyer = await Server.RegisterUserAsync();
        _ticket = await TestEvent.CreateTicketAsync(100);
        await CreateQuestionAsync(
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
        await CreateQuestionAsync(
            new
            {
                field_identifier = "born",
                type = "year",
                min = 1900,
                max = 2020,
                is_included = true,
            }
        );
        await CreateQuestionAsync(
            new
            {
                field_identifier = "gender",
                type = "select",
                is_included = true,
            }
        );
        await CreateQuestionAsync(
            new
            {
                field_identifier = "ignored",
                type = "number",
                min = 1,
                max = 2,
                is_included = false,
            }
        );
        var filter = Uri.EscapeDataString("""[{"name":"field-identifier","op":"eq","val":"gender"}]""");
        var gender = (await TestEvent.Owner.GetAsync($"/v1/events/{TestEvent.EventId}/custom-forms?filter={filter}")).Ids.Single();
        foreach (var value in (string[])["f", "m", "x"])
            await TestEvent.Owner.CreateAsync("custom-form-option", new { value }, ("custom-form", "custom-form", gender));
    }

    private static IEnumerable<TestCaseData> InvalidAnswers =>
        [
            new(new { complex_field_values = new { shoe_size = 29 } }, "/data/attributes/complex-field-values/shoe_size"),
            new(new { complex_field_values = new { shoe_size = "large" } }, "/data/attributes/complex-field-values/shoe_size"),
            new(new { complex_field_values = new { shoe_size = 40, born = "1899" } }, "/data/attributes/complex-field-values/born"),
            new(new { gender = "no choice" }, "/data/attributes/gender"),
        ];

    [TestCaseSource(nameof(InvalidAnswers))]
    public async Task Invalid_answer_is_rejected_at_its_pointer(object answers, string pointer)
    {
        var first = await _buyer.PostAsync(
            "/v1/attendees",
            JsonApiDocument.Of("attendee", null, answers, ("event", "event", TestEvent.EventId), ("ticket", "ticket", $"{_ticket}"))
        );
        Assert.That((first.Status, first.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, pointer)), "without an order");
        var order = (await TicketedEvent.OrderTicketsAsync(_buyer, _ticket, 1)).EnsureStatus(HttpStatusCode.OK).Id();
        var seat = (await _buyer.GetAsync($"/v1/orders/{order}/attendees")).Ids.Single();
        var then = await _buyer.PatchAsync($"/v1/attendees/{seat}", JsonApiDocument.Of("attendee", seat, answers));
        Assert.That((then.Status, then.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, pointer)), "in a checkout");
    }

    [Test]
    public async Task Checkout_is_submitted_only_with_valid_answers_to_all_required_questions()
    {
        var order = (await TicketedEvent.CheckoutAsync(_buyer, _ticket, "ann@example.org")).Id();
        var rejected = await TicketedEvent.UpdateOrderAsync(_buyer, order, new { status = "completed" });
        Assert.That(
            (rejected.Status, rejected.Pointer, rejected.Detail),
            Is.EqualTo(
                (
                    HttpStatusCode.UnprocessableEntity,
                    "/data/relationships/attendees",
                    $"Attendee {await GetAttendeeIdAsync(order)}: shoeSize is required."
                )
            )
        );
        await Server.SqlAsync($$"""UPDATE attendees SET complex_field_values = '{"shoe_size": 99}' WHERE order_id = {{order}}""");
        Assert.That(
            (await TicketedEvent.UpdateOrderAsync(_buyer, order, new { status = "completed" })).Detail,
            Does.EndWith("shoeSize must be between 30 and 50."),
            "an invalid answer in the database is also rejected"
        );
        var seat = await GetAttendeeIdAsync(order);
        (
            await _buyer.PatchAsync(
                $"/v1/attendees/{seat}",
                JsonApiDocument.Of("attendee", seat, new { complex_field_values = new { shoe_size = 42 } })
            )
        ).EnsureStatus(HttpStatusCode.OK);
        (await TicketedEvent.UpdateOrderAsync(_buyer, order, new { status = "completed" })).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task Order_of_existing_attendees_needs_all_required_answers()
    {
        var seat = (
            await _buyer.CreateAsync(
                "attendee",
                new { firstname = "Ann", email = "ann@example.org" },
                ("event", "event", TestEvent.EventId),
                ("ticket", "ticket", $"{_ticket}")
            )
        ).Id();
        var before = await TestEvent.GetTakenSeatsAsync(_ticket);
        var rejected = await PlaceAsync(_buyer, seat);
        Assert.That(
            (rejected.Status, rejected.Pointer, rejected.Error.GetProperty("source").GetProperty("id").GetString()),
            Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/relationships/attendees/data", seat))
        );
        Assert.That(await TestEvent.GetTakenSeatsAsync(_ticket), Is.EqualTo(before), "no seat is taken");
        (
            await _buyer.PatchAsync(
                $"/v1/attendees/{seat}",
                JsonApiDocument.Of("attendee", seat, new { complex_field_values = new { shoe_size = 42 } })
            )
        ).EnsureStatus(HttpStatusCode.OK);
        (await PlaceAsync(_buyer, seat)).EnsureStatus(HttpStatusCode.Created);
    }

    [Test]
    public async Task Event_team_sells_on_site_without_the_form()
    {
        var seat = (
            await TestEvent.Owner.CreateAsync(
                "attendee",
                new { firstname = "Ann" },
                ("event", "event", TestEvent.EventId),
                ("ticket", "ticket", $"{_ticket}")
            )
        ).Id();
        (await PlaceAsync(TestEvent.Owner, seat)).EnsureStatus(HttpStatusCode.Created);
    }

    [Test]
    public async Task Disabled_form_requires_no_answers()
    {
        var otherEvent = await TicketedEvent.CreateAsync(Server, "No questions");
        await otherEvent.Owner.CreateAsync(
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
            ("event", "event", otherEvent.EventId)
        );
        (
            await otherEvent.Owner.PatchAsync(
                $"/v1/events/{otherEvent.EventId}",
                JsonApiDocument.Of("event", otherEvent.EventId, new { is_ticket_form_enabled = false })
            )
        ).EnsureStatus(HttpStatusCode.OK);
        var order = (await TicketedEvent.OrderTicketsAsync(_buyer, await otherEvent.CreateTicketAsync(5), 1))
            .EnsureStatus(HttpStatusCode.OK)
            .Id();
        (await TicketedEvent.UpdateOrderAsync(_buyer, order, new { status = "completed" })).EnsureStatus(HttpStatusCode.OK);
    }

    [TestCase("number", 10, 9, false)]
    [TestCase("number", 9, 9, true)]
    [TestCase("year", 2020, 1999, false)]
    [TestCase("year", 1990, 10, true, Description = "10 is the default maximum, which does not limit years")]
    [TestCase("text", 10, 9, true)]
    public async Task Question_with_min_above_max_is_rejected(string type, int min, int max, bool isValid)
    {
        var answer = await TestEvent.Owner.PostAsync(
            "/v1/custom-forms",
            JsonApiDocument.Of(
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
                ("event", "event", TestEvent.EventId)
            )
        );
        Assert.That(
            (answer.Status, answer.Status == HttpStatusCode.Created ? null : answer.Pointer),
            Is.EqualTo(isValid ? (HttpStatusCode.Created, null) : (HttpStatusCode.UnprocessableEntity, (string?)"/data/attributes/min"))
        );
        if (!isValid || type == "text")
            return;
        var changed = await TestEvent.Owner.PatchAsync(
            $"/v1/custom-forms/{answer.Id()}",
            JsonApiDocument.Of("custom-form", answer.Id(), new { min = 3000, max = 2999 })
        );
        Assert.That((changed.Status, changed.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/attributes/min")));
    }

    [Test]
    public async Task New_event_has_default_attendee_questions()
    {
        var question = (await TestEvent.Owner.GetAsync($"/v1/events/{TestEvent.EventId}/custom-forms")).Data[0].GetProperty("attributes");
        Assert.That(
            (
                question.GetProperty("field-identifier").GetString(),
                question.GetProperty("is-required").GetBoolean(),
                question.GetProperty("is-fixed").GetBoolean()
            ),
            Is.EqualTo(("email", true, true))
        );
    }

    [Test]
    public async Task Signed_in_users_list_questions_and_anyone_reads_one()
    {
        var at = $"/v1/events/{TestEvent.EventId}";
        var listed = (await _buyer.GetAsync($"{at}/custom-forms")).EnsureStatus(HttpStatusCode.OK).Ids.ToList();
        Assert.That(listed, Has.Count.GreaterThanOrEqualTo(4));
        foreach (var url in (string[])[$"{at}/custom-forms", $"{at}/custom-forms/vip", $"{at}/relationships/custom-forms"])
        {
            Assert.That((await Server.Anonymous.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.Unauthorized), url);
            (await _buyer.GetAsync(url)).EnsureStatus(HttpStatusCode.OK);
        }

        (await Server.Anonymous.GetAsync($"/v1/custom-forms/{listed[0]}")).EnsureStatus(HttpStatusCode.OK);
        var included = (await Server.Anonymous.GetAsync($"{at}?include=custom-forms")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            included.Json.TryGetProperty("included", out var rows) && rows.GetArrayLength() > 0,
            Is.False,
            "questions that a user cannot list are not included"
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
            "and cannot be used in filters"
        );
        Assert.That(
            (await _buyer.GetAsync($"/v1/events?filter={filter}")).EnsureStatus(HttpStatusCode.OK).Ids,
            Is.EqualTo((string[])[TestEvent.EventId])
        );
    }

    private async Task CreateQuestionAsync(object question)
    {
        var document = JsonApiDocument.Of("custom-form", null, question, ("event", "event", TestEvent.EventId));
        document["data"]!["attributes"]!["form"] = "attendee";
        (await TestEvent.Owner.PostAsync("/v1/custom-forms", document)).EnsureStatus(HttpStatusCode.Created);
    }

    private async Task<string> GetAttendeeIdAsync(string order) => (await _buyer.GetAsync($"/v1/orders/{order}/attendees")).Ids.Single();

    private Task<ApiResponse> PlaceAsync(ApiClient client, string seat) =>
        client.PostAsync(
            "/v1/orders",
            JsonApiDocument.Of("order", null, new { }, ("event", "event", TestEvent.EventId), ("attendees", "attendee", seat))
        );
}
