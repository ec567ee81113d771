using System.Net;
using NUnit.Framework;
using OpenEvent.StripeStandIn;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>The event's account at Stripe (<c>spec/mission.md</c> S5).</summary>
[TestFixture]
public sealed class StripeAuthorizationTests
{
    private StandIn _stripe = null!;
    private OpenEventServer _server = null!;
    private Client _owner = null!;
    private string _event = "";

    [SetUp]
    public async Task BeginAsync()
    {
        _owner = await _server.SomebodyAsync();
        _event = (
            await _owner.CreateAsync(
                "event",
                new
                {
                    name = "Summit",
                    starts_at = "2099-05-01T09:00:00Z",
                    ends_at = "2099-05-03T18:00:00Z",
                    timezone = "UTC",
                    state = "draft",
                    can_pay_by_stripe = true,
                }
            )
        ).Id();
    }

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _stripe = await StandIn.StartAsync();
        _server = await OpenEventServer.StartAsync(Till.SettingsFor(_stripe));
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _server.DisposeAsync();
        await _stripe.DisposeAsync();
    }

    [Test]
    public async Task Is_linked_by_a_code_and_found_by_id_and_by_event_with_the_publishable_key_only()
    {
        var made = (await LinkAsync(_owner, "ac_first")).Must(HttpStatusCode.Created);
        var byEvent = (await _owner.GetAsync($"/v1/events/{_event}/stripe-authorization")).Must(HttpStatusCode.OK);
        var byId = (await _owner.GetAsync($"/v1/stripe-authorizations/{made.Id()}")).Must(HttpStatusCode.OK);
        foreach (var answer in new[] { made, byEvent, byId })
        {
            Assert.That(
                answer.Data.GetProperty("attributes").EnumerateObject().Select(a => $"{a.Name} {a.Value}"),
                Is.EqualTo<string[]>(["stripe-publishable-key pk_test_acct_ac_first"])
            );
            Assert.That(answer.Text, Does.Not.Contain("sk_test").And.Not.Contain("rt_acct").And.Not.Contain("stripe-auth-code"));
        }

        Assert.That((await _owner.GetAsync($"/v1/events/{_event}")).Attribute("is-stripe-linked").GetBoolean(), Is.True);
        Assert.That((await _owner.GetAsync("/v1/stripe-authorizations")).Status, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That((await _owner.GetAsync($"/v1/stripe-authorizations/{made.Id()}/event")).Id(), Is.EqualTo(_event));
    }

    [Test]
    public async Task Its_secrets_lie_sealed_in_the_database()
    {
        var made = (await LinkAsync(_owner, "ac_sealed")).Must(HttpStatusCode.Created);
        var row = await _server.SqlAsync<string>($"SELECT row_to_json(a)::text FROM stripe_authorizations a WHERE id = {made.Id()}");
        Assert.That(row, Does.Not.Contain("sk_test").And.Not.Contain("rt_").And.Contain("pk_test_acct_ac_sealed"));
        Assert.That(
            await _server.SqlAsync<int>($"SELECT length(sealed_access_token) FROM stripe_authorizations WHERE id = {made.Id()}"),
            Is.GreaterThan(40)
        );
    }

    [Test]
    public async Task An_event_has_one_even_if_two_are_asked_for_at_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => LinkAsync(_owner, $"ac_many{i}")));
        Assert.That(
            answers.Select(a => a.Status).Order(),
            Is.EqualTo(new[] { HttpStatusCode.Created }.Concat(Enumerable.Repeat(HttpStatusCode.Conflict, 4)))
        );
        var calls = _stripe.Calls;
        Assert.That((await LinkAsync(_owner, "ac_late")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(_stripe.Calls, Is.EqualTo(calls), "the code was not used up");
    }

    [Test]
    public async Task What_Stripe_will_not_exchange_is_422_and_what_it_cannot_now_503()
    {
        var refused = await LinkAsync(_owner, "bad");
        Assert.That(
            (refused.Status, refused.Pointer),
            Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/attributes/stripe-auth-code"))
        );
        _stripe.Next("POST /oauth/token", Fault.ErrorBefore);
        Assert.That((await LinkAsync(_owner, "ac_again")).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        (await LinkAsync(_owner, "ac_again")).Must(HttpStatusCode.Created);
    }

    [Test]
    public async Task A_new_code_replaces_the_keys_and_sending_nothing_new_asks_nobody()
    {
        var id = (await LinkAsync(_owner, "ac_old")).Must(HttpStatusCode.Created).Id();
        var changed = (
            await _owner.PatchAsync(
                $"/v1/stripe-authorizations/{id}",
                Document.Of("stripe-authorization", id, new { stripe_auth_code = "ac_new" })
            )
        ).Must(HttpStatusCode.OK);
        Assert.That(changed.Attribute("stripe-publishable-key").GetString(), Is.EqualTo("pk_test_acct_ac_new"));
        var calls = _stripe.Calls;
        (
            await _owner.PatchAsync(
                $"/v1/stripe-authorizations/{id}",
                Document.Of("stripe-authorization", id, new { stripe_publishable_key = "pk_forged" })
            )
        ).Must(HttpStatusCode.OK);
        Assert.That(_stripe.Calls, Is.EqualTo(calls));
        Assert.That(
            (await _owner.GetAsync($"/v1/stripe-authorizations/{id}")).Attribute("stripe-publishable-key").GetString(),
            Is.EqualTo("pk_test_acct_ac_new")
        );
    }

    [TestCase("")]
    [TestCase("?permanent=true")]
    public async Task Deleted_it_is_gone_and_the_event_is_not_linked(string how)
    {
        var id = (await LinkAsync(_owner, $"ac_gone{how.Length}")).Must(HttpStatusCode.Created).Id();
        (await (how.Length > 0 ? _server.Admin : _owner).DeleteAsync($"/v1/stripe-authorizations/{id}{how}")).Must(HttpStatusCode.OK);
        Assert.That((await _owner.GetAsync($"/v1/stripe-authorizations/{id}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await _owner.GetAsync($"/v1/events/{_event}")).Attribute("is-stripe-linked").GetBoolean(), Is.False);
        (await LinkAsync(_owner, "ac_back")).Must(HttpStatusCode.Created);
    }

    [Test]
    public async Task By_the_events_url_it_is_changed_and_deleted_too()
    {
        var (url, id) = (
            $"/v1/events/{_event}/stripe-authorization",
            (await LinkAsync(_owner, "ac_here")).Must(HttpStatusCode.Created).Id()
        );
        await _server.SqlAsync($"UPDATE events SET state = 'Published' WHERE id = {_event}");
        var stranger = await _server.SomebodyAsync();
        var body = Document.Of("stripe-authorization", id, new { stripe_auth_code = "ac_there" });
        var calls = _stripe.Calls;
        Assert.That((await stranger.PatchAsync(url, body.ToJsonString())).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await stranger.DeleteAsync(url)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await _server.Anonymous.DeleteAsync(url)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(_stripe.Calls, Is.EqualTo(calls), "Stripe is not asked for strangers");
        var changed = (await _owner.PatchAsync(url, body.ToJsonString(), ("Idempotency-Key", $"there-{id}"))).Must(HttpStatusCode.OK);
        var again = (await _owner.PatchAsync(url, body.ToJsonString(), ("Idempotency-Key", $"there-{id}"))).Must(HttpStatusCode.OK);
        Assert.That(
            (changed.Id(), changed.Attribute("stripe-publishable-key").GetString(), again.Text),
            Is.EqualTo((id, "pk_test_acct_ac_there", changed.Text))
        );
        Assert.That(_stripe.Calls, Is.EqualTo(calls + 1));
        (await _owner.DeleteAsync(url)).Must(HttpStatusCode.OK);
        Assert.That((await _owner.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await _owner.GetAsync($"/v1/events/{_event}")).Attribute("is-stripe-linked").GetBoolean(), Is.False);
        Assert.That((await _owner.DeleteAsync(url)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Its_owner_ends_it_at_Stripe_too()
    {
        var id = (await LinkAsync(_owner, "ac_ended")).Must(HttpStatusCode.Created).Id();
        _stripe.News.Add(
            "acct_ac_ended",
            "account.application.deauthorized",
            new System.Text.Json.Nodes.JsonObject { ["id"] = "ca_1", ["object"] = "application" }
        );
        Assert.That(
            await _stripe.News.DeliverAsync(
                new Uri(_server.Anonymous.Http.BaseAddress!, "/v1/stripe/webhook").ToString(),
                _stripe.News.Held[^1].Body
            ),
            Is.EqualTo(200)
        );
        Assert.That((await _owner.GetAsync($"/v1/stripe-authorizations/{id}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task An_event_that_does_not_take_Stripe_is_not_linked_and_strangers_link_change_and_delete_nothing()
    {
        (await _owner.PatchAsync($"/v1/events/{_event}", Document.Of("event", _event, new { can_pay_by_stripe = false }))).Must(
            HttpStatusCode.OK
        );
        Assert.That((await LinkAsync(_owner, "ac_off")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        var beforehand = (await LinkAsync(_server.Admin, "ac_before")).Must(HttpStatusCode.Created);
        (await _server.Admin.DeleteAsync($"/v1/stripe-authorizations/{beforehand.Id()}")).Must(HttpStatusCode.OK);
        (await _owner.PatchAsync($"/v1/events/{_event}", Document.Of("event", _event, new { can_pay_by_stripe = true }))).Must(
            HttpStatusCode.OK
        );

        var id = (await LinkAsync(_owner, "ac_mine")).Must(HttpStatusCode.Created).Id();
        await _server.SqlAsync($"UPDATE events SET state = 'Published' WHERE id = {_event}");
        var stranger = await _server.SomebodyAsync();
        Assert.That((await LinkAsync(stranger, "ac_theirs")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(
            (
                await stranger.PatchAsync(
                    $"/v1/stripe-authorizations/{id}",
                    Document.Of("stripe-authorization", id, new { stripe_auth_code = "ac_theirs" })
                )
            ).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        Assert.That((await stranger.DeleteAsync($"/v1/stripe-authorizations/{id}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(
            (await stranger.DeleteAsync($"/v1/stripe-authorizations/{id}/relationships/event")).Status,
            Is.EqualTo(HttpStatusCode.MethodNotAllowed)
        );
        Assert.That(
            (await stranger.GetAsync($"/v1/stripe-authorizations/{id}")).Status,
            Is.EqualTo(HttpStatusCode.OK),
            "a buyer needs the publishable key"
        );
        Assert.That((await _server.Anonymous.GetAsync($"/v1/stripe-authorizations/{id}")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    private Task<Answer> LinkAsync(Client who, string code) =>
        who.PostAsync(
            "/v1/stripe-authorizations",
            Document.Of("stripe-authorization", null, new { stripe_auth_code = code }, ("event", "event", _event))
        );
}
