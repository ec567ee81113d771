using System.Net;
using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.TestingMode;

/// <summary>The Stripe stub inside a server in testing mode, and its faults on demand.</summary>
[TestFixture]
public sealed class PaymentStubTests() : TestingFixture("--Payments:Stripe:Retries=0")
{
    private ApiClient _buyer = null!;
    private string _ticket = "";

    [SetUp]
    public async Task OpenShopAsync()
    {
        await ResetAsync();
        _buyer = await SignInAsAdminAsync();
        (_, _ticket) = await TestingShop.OpenAsync(_buyer);
    }

    [Test]
    public async Task A_confirmed_payment_completes_the_order_by_a_webhook_to_the_server_itself()
    {
        var (order, payment) = await TestingShop.ChargeAsync(_buyer, _ticket);
        await ConfirmAsync(payment);
        Assert.That(await ReadStatusAsync(order), Is.EqualTo("completed"), "the server has answered the webhook");
        var listed = (await Server.Anonymous.GetAsync("/testing/payments")).Json.GetProperty("payments")[0];
        Assert.That(listed.GetProperty("id").GetString(), Is.EqualTo(payment));
        Assert.That(listed.GetProperty("amount").GetInt64(), Is.EqualTo(4990));
        Assert.That(listed.GetProperty("status").GetString(), Is.EqualTo("succeeded"));
        Assert.That((await ReceiveAsync("kind=ticket_purchased")).GetProperty("attachments").GetArrayLength(), Is.GreaterThanOrEqualTo(0));
    }

    [Test]
    public async Task A_declined_card_pays_nothing_and_the_next_one_does()
    {
        await PlanAsync(new { fault = "decline" });
        var (order, payment) = await TestingShop.ChargeAsync(_buyer, _ticket);
        Assert.That((await ConfirmRawAsync(payment)).Status, Is.EqualTo(HttpStatusCode.PaymentRequired));
        await ConfirmAsync(payment);
        await WaitForStatusAsync(order, "completed");
    }

    [Test]
    public async Task A_lost_webhook_is_made_up_for_when_time_passes()
    {
        await PlanAsync(new { fault = "webhook-lost" });
        var (order, payment) = await TestingShop.ChargeAsync(_buyer, _ticket);
        await ConfirmAsync(payment);
        Assert.That(await ReadStatusAsync(order), Is.Not.EqualTo("completed"), "nothing has told the server yet");
        await ChangeClockAsync(new { advance = "PT5M" });
        await WaitForStatusAsync(order, "completed");
    }

    [Test]
    public async Task The_webhook_of_a_declined_card_does_not_meet_the_payment_that_follows()
    {
        await PlanAsync(new { fault = "webhook-lost" });
        var (order, payment) = await TestingShop.ChargeAsync(_buyer, _ticket);
        var card = """{"payment-method": "pm_card_declined"}""";
        var declined = await Server.Anonymous.PostAsync($"/testing/payments/{payment}/confirm?wait=60", card);
        Assert.That(declined.Status, Is.EqualTo(HttpStatusCode.PaymentRequired));
        Assert.That(declined.Json.GetProperty("settled").GetBoolean());
        await ConfirmAsync(payment);
        Assert.That(await ReadStatusAsync(order), Is.Not.EqualTo("completed"));
    }

    [Test]
    public async Task A_confirmation_does_not_wait_for_a_webhook_that_a_fault_delays()
    {
        await PlanAsync(new { fault = "webhook-late" });
        var (order, payment) = await TestingShop.ChargeAsync(_buyer, _ticket);
        await ConfirmRawAsync(payment);
        await WaitForStatusAsync(order, "completed");
    }

    [TestCase("61")]
    [TestCase("soon")]
    public async Task A_wrong_wait_of_a_confirmation_is_rejected(string wait)
    {
        var (_, payment) = await TestingShop.ChargeAsync(_buyer, _ticket);
        var answer = await Server.Anonymous.PostAsync($"/testing/payments/{payment}/confirm?wait={wait}", new { });
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task A_webhook_that_arrives_twice_completes_the_order_once()
    {
        await PlanAsync(new { fault = "webhook-duplicated" });
        var (order, payment) = await TestingShop.ChargeAsync(_buyer, _ticket);
        await ConfirmAsync(payment);
        await WaitForStatusAsync(order, "completed");
        await ChangeClockAsync(new { advance = "PT1S" });
        var mails = await Server.Anonymous.GetAsync("/testing/mails?kind=ticket_purchased");
        Assert.That(mails.Json.GetProperty("mails").GetArrayLength(), Is.EqualTo(1));
    }

    [TestCase("error")]
    [TestCase("timeout")]
    [TestCase("answer-lost")]
    public async Task A_charge_whose_call_fails_can_be_repeated(string fault)
    {
        await PlanAsync(new { fault });
        var order = (await Ticketing.TicketedEvent.OrderTicketsAsync(_buyer, long.Parse(_ticket), 1)).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await ChargeAsync()).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable).Or.EqualTo(HttpStatusCode.BadGateway));
        (await ChargeAsync()).EnsureStatus(HttpStatusCode.OK);

        Task<ApiResponse> ChargeAsync() =>
            _buyer.PostAsync(
                $"/v1/orders/{order.Attribute("identifier").GetString()}/charge",
                new { data = new { type = "charge", attributes = new { } } }
            );
    }

    [Test]
    public async Task Faults_are_forgotten_on_request_and_by_a_reset()
    {
        await PlanAsync(new { fault = "decline", times = 2 });
        (await Server.Anonymous.DeleteAsync("/testing/payments/faults")).EnsureStatus(HttpStatusCode.NoContent);
        var (_, payment) = await TestingShop.ChargeAsync(_buyer, _ticket);
        await ConfirmAsync(payment);
        await PlanAsync(new { fault = "decline" });
        await ResetAsync();
        Assert.That((await Server.Anonymous.GetAsync("/testing/payments")).Json.GetProperty("payments").GetArrayLength(), Is.Zero);
        await OpenShopAsync();
        (_, payment) = await TestingShop.ChargeAsync(_buyer, _ticket);
        await ConfirmAsync(payment);
    }

    [TestCase("""{"fault": "explode"}""", "/fault")]
    [TestCase("{}", "/fault")]
    [TestCase("""{"fault": "decline", "times": 0}""", "/times")]
    [TestCase("""{"fault": "decline", "times": 101}""", "/times")]
    [TestCase("""{"fault": "error", "call": "everything"}""", "/call")]
    [TestCase("""{"fault": 5}""", "/fault")]
    public async Task A_wrong_fault_is_rejected_at_its_place(string body, string pointer)
    {
        var answer = await Server.Anonymous.PostAsync("/testing/payments/faults", body);
        Assert.That((answer.Status, answer.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, pointer)), answer.Text);
    }

    [Test]
    public async Task An_unknown_payment_is_not_found() =>
        Assert.That((await ConfirmRawAsync("pi_0")).Status, Is.EqualTo(HttpStatusCode.NotFound));

    private async Task PlanAsync(object fault) =>
        (await Server.Anonymous.PostAsync("/testing/payments/faults", fault)).EnsureStatus(HttpStatusCode.NoContent);

    private Task<ApiResponse> ConfirmRawAsync(string payment) =>
        Server.Anonymous.PostAsync($"/testing/payments/{payment}/confirm", new { });

    private async Task ConfirmAsync(string payment)
    {
        var confirmed = (await Server.Anonymous.PostAsync($"/testing/payments/{payment}/confirm?wait=60", new { })).EnsureStatus(
            HttpStatusCode.OK
        );
        Assert.That(confirmed.Json.GetProperty("settled").GetBoolean());
    }

    private async Task<string?> ReadStatusAsync(string order) =>
        (await _buyer.GetAsync($"/v1/orders/{order}")).Attribute("status").GetString();

    private Task WaitForStatusAsync(string order, string status) =>
        Eventually.IsTrueAsync($"the order is {status}", async () => await ReadStatusAsync(order) == status);
}
