using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.TestingMode;

/// <summary><c>/testing/clock</c> moves the server and its database through time, and waits for what comes due.</summary>
[TestFixture]
public sealed class TimeTravelTests : TestingFixture
{
    [SetUp]
    public Task StartFromResetAsync() => ResetAsync();

    [Test]
    public async Task Tokens_expire_when_their_time_has_come()
    {
        var admin = await SignInAsAdminAsync();
        Assert.That((await admin.GetAsync("/v1/users")).Status, Is.EqualTo(HttpStatusCode.OK), "a control");
        await ChangeClockAsync(new { advance = "P2D" });
        Assert.That((await admin.GetAsync("/v1/users")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task An_unfinished_order_expires_and_returns_its_seats()
    {
        var admin = await SignInAsAdminAsync();
        var (_, ticket) = await TestingShop.OpenAsync(admin);
        var order = (await TicketedEvent.OrderTicketsAsync(admin, long.Parse(ticket), 1)).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await admin.GetAsync($"/v1/orders/{order.Id()}")).Attribute("status").GetString(), Is.EqualTo("initializing"));
        var clock = await ChangeClockAsync(new { advance = "PT2H" });
        Assert.That(clock.GetProperty("settled").GetBoolean(), "the job has run");
        Assert.That((await admin.GetAsync($"/v1/orders/{order.Id()}")).Attribute("status").GetString(), Is.EqualTo("expired"));
    }

    [Test]
    public async Task The_database_has_the_time_of_the_clock()
    {
        await ChangeClockAsync(new { now = "2090-05-01T09:00:00Z", frozen = true });
        await using var command = Server.App.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("SELECT now()");
        Assert.That(await command.ExecuteScalarAsync(), Is.EqualTo(new DateTime(2090, 5, 1, 9, 0, 0, DateTimeKind.Utc)));
        await ResetAsync();
        Assert.That(await command.ExecuteScalarAsync(), Is.LessThan(new DateTime(2090, 1, 1, 0, 0, 0, DateTimeKind.Utc)));
    }

    [Test]
    public async Task A_frozen_clock_answers_one_instant_and_goes_on_from_it()
    {
        var frozen = await ChangeClockAsync(new { now = "2090-05-01T09:00:00Z", frozen = true });
        Assert.That(frozen.GetProperty("frozen").GetBoolean());
        var shown = (await Server.Anonymous.GetAsync("/testing/clock")).Json;
        Assert.That(shown.GetProperty("now").GetDateTimeOffset(), Is.EqualTo(frozen.GetProperty("now").GetDateTimeOffset()));
        var running = await ChangeClockAsync(new { frozen = false });
        Assert.That(running.GetProperty("now").GetDateTimeOffset().Year, Is.EqualTo(2090));
        Assert.That(Server.App.Services.GetRequiredService<TimeProvider>(), Is.InstanceOf<TestClock>());
    }

    [Test]
    public async Task DELETE_returns_to_the_real_time()
    {
        await ChangeClockAsync(new { advance = "P400D" });
        var clock = (await Server.Anonymous.DeleteAsync("/testing/clock?wait=60")).EnsureStatus(HttpStatusCode.OK).Json;
        Assert.That(clock.GetProperty("ahead").GetString(), Is.EqualTo("PT0S"));
    }

    [TestCase("""{"now": "tomorrow"}""", 422, "/now")]
    [TestCase("""{"now": 5}""", 422, "/now")]
    [TestCase("""{"now": "1999-12-31T23:59:59Z"}""", 422, "/now")]
    [TestCase("""{"advance": "5 minutes"}""", 422, "/advance")]
    [TestCase("""{"advance": "-PT5M"}""", 422, "/advance")]
    [TestCase("""{"advance": "P99999999D"}""", 422, "/advance")]
    [TestCase("""{"advance": "P90Y"}""", 422, "/advance")]
    [TestCase("""{"now": "2090-05-01T09:00:00Z", "advance": "P1D"}""", 422, "/advance")]
    [TestCase("""{"frozen": "yes"}""", 422, "/frozen")]
    [TestCase("""{"speed": 2}""", 422, "/speed")]
    [TestCase("[]", 400, "")]
    [TestCase("{", 400, "")]
    public async Task A_wrong_change_is_rejected_at_its_place_and_moves_nothing(string body, int status, string pointer)
    {
        var answer = await Server.Anonymous.PostAsync("/testing/clock", body);
        Assert.That(((int)answer.Status, answer.Pointer), Is.EqualTo((status, pointer)), answer.Text);
        Assert.That((await Server.Anonymous.GetAsync("/testing/clock")).Json.GetProperty("ahead").GetString(), Is.EqualTo("PT0S"));
    }

    [TestCase("61")]
    [TestCase("-1")]
    [TestCase("soon")]
    public async Task A_wrong_wait_is_rejected(string wait)
    {
        var answer = await Server.Anonymous.PostAsync($"/testing/clock?wait={wait}", new { advance = "PT1S" });
        Assert.That((answer.Status, answer.Parameter), Is.EqualTo((HttpStatusCode.BadRequest, "wait")));
    }
}
