using System.Net;
using NUnit.Framework;
using OpenEvent.StripeStub;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>The event's Stripe account (docs/reference/payments.md#stripe-authorization).</summary>
[TestFixture]
public sealed class StripeAuthorizationTests
{
    private StripeStubServer _stripe = null!;
    private OpenEventServer _server = null!;
    private ApiClient _owner = null!;
    private string _event = "";

    [SetUp]
    public async Task BeginAsync()
    {
        _owner = await _server.RegisterUserAsync();
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
        _stripe = await StripeStubServer.StartAsync();
        _server = await OpenEventServer.StartAsync(PaymentTestServer.SettingsFor(_stripe));
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _server.DisposeAsync();
        await _stripe.DisposeAsync();
    }

    [Test]
    public async Task Account_is_connected_by_a_code_and_shows_only_the_publishable_key()
    {
        var made = (await ConnectAsync(_owner, "ac_first")).EnsureStatus(HttpStatusCode.Created);
        var byEvent = (await _owner.GetAsync($"/v1/events/{_event}/stripe-authorization")).EnsureStatus(HttpStatusCode.OK);
        var byId = (await _owner.GetAsync($"/v1/stripe-authorizations/{made.Id()}")).EnsureStatus(HttpStatusCode.OK);
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
    public async Task Keys_are_stored_encrypted()
    {
        var made = (await ConnectAsync(_owner, "ac_sealed")).EnsureStatus(HttpStatusCode.Created);
        var row = await _server.SqlAsync<string>($"SELECT row_to_json(a)::text FROM stripe_authorizations a WHERE id = {made.Id()}");
        Assert.That(row, Does.Not.Contain("sk_test").And.Not.Contain("rt_").And.Contain("pk_test_acct_ac_sealed"));
        Assert.That(
            await _server.SqlAsync<int>($"SELECT length(sealed_access_token) FROM stripe_authorizations WHERE id = {made.Id()}"),
            Is.GreaterThan(40)
        );
    }

    [Test]
    public async Task Concurrent_requests_connect_one_account()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => ConnectAsync(_owner, $"ac_many{i}")));
        Assert.That(
            answers.Select(a => a.Status).Order(),
            Is.EqualTo(new[] { HttpStatusCode.Created }.Concat(Enumerable.Repeat(HttpStatusCode.Conflict, 4)))
        );
        var calls = _stripe.Calls;
        Assert.That((await ConnectAsync(_owner, "ac_late")).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(_stripe.Calls, Is.EqualTo(calls), "Stripe was not called, so the code was not used");
    }

    [Test]
    public async Task Rejected_code_is_422_and_unavailable_Stripe_is_503()
    {
        var rejected = await ConnectAsync(_owner, "bad");
        Assert.That(
            (rejected.Status, rejected.Pointer),
            Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/attributes/stripe-auth-code"))
        );
        _stripe.FailNext("POST /oauth/token", StripeFault.ErrorBefore);
        Assert.That((await ConnectAsync(_owner, "ac_again")).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        (await ConnectAsync(_owner, "ac_again")).EnsureStatus(HttpStatusCode.Created);
    }

    [Test]
    public async Task New_code_replaces_the_keys_and_an_unchanged_request_calls_nothing()
    {
        var id = (await ConnectAsync(_owner, "ac_old")).EnsureStatus(HttpStatusCode.Created).Id();
        var changed = (
            await _owner.PatchAsync(
                $"/v1/stripe-authorizations/{id}",
                JsonApiDocument.Of("stripe-authorization", id, new { stripe_auth_code = "ac_new" })
            )
        ).EnsureStatus(HttpStatusCode.OK);
        Assert.That(changed.Attribute("stripe-publishable-key").GetString(), Is.EqualTo("pk_test_acct_ac_new"));
        var calls = _stripe.Calls;
        (
            await _owner.PatchAsync(
                $"/v1/stripe-authorizations/{id}",
                JsonApiDocument.Of("stripe-authorization", id, new { stripe_publishable_key = "pk_forged" })
            )
        ).EnsureStatus(HttpStatusCode.OK);
        Assert.That(_stripe.Calls, Is.EqualTo(calls));
        Assert.That(
            (await _owner.GetAsync($"/v1/stripe-authorizations/{id}")).Attribute("stripe-publishable-key").GetString(),
            Is.EqualTo("pk_test_acct_ac_new")
        );
    }

    [TestCase("")]
    [TestCase("?permanent=true")]
    public async Task Deleting_the_authorization_disconnects_the_event(string query)
    {
        var id = (await ConnectAsync(_owner, $"ac_gone{query.Length}")).EnsureStatus(HttpStatusCode.Created).Id();
        (await (query.Length > 0 ? _server.Admin : _owner).DeleteAsync($"/v1/stripe-authorizations/{id}{query}")).EnsureStatus(
            HttpStatusCode.OK
        );
        Assert.That((await _owner.GetAsync($"/v1/stripe-authorizations/{id}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await _owner.GetAsync($"/v1/events/{_event}")).Attribute("is-stripe-linked").GetBoolean(), Is.False);
        (await ConnectAsync(_owner, "ac_back")).EnsureStatus(HttpStatusCode.Created);
    }

    [Test]
    public async Task Authorization_is_updated_and_deleted_by_the_event_url_too()
    {
        var url = $"/v1/events/{_event}/stripe-authorization";
        var id = (await ConnectAsync(_owner, "ac_here")).EnsureStatus(HttpStatusCode.Created).Id();
        await _server.SqlAsync($"UPDATE events SET state = 'Published' WHERE id = {_event}");
        var stranger = await _server.RegisterUserAsync();
        var body = JsonApiDocument.Of("stripe-authorization", id, new { stripe_auth_code = "ac_there" });
        var calls = _stripe.Calls;
        Assert.That((await stranger.PatchAsync(url, body.ToJsonString())).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await stranger.DeleteAsync(url)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await _server.Anonymous.DeleteAsync(url)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(_stripe.Calls, Is.EqualTo(calls), "no Stripe call for strangers");
        var changed = (await _owner.PatchAsync(url, body.ToJsonString(), ("Idempotency-Key", $"there-{id}"))).EnsureStatus(
            HttpStatusCode.OK
        );
        var again = (await _owner.PatchAsync(url, body.ToJsonString(), ("Idempotency-Key", $"there-{id}"))).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            (changed.Id(), changed.Attribute("stripe-publishable-key").GetString(), again.Text),
            Is.EqualTo((id, "pk_test_acct_ac_there", changed.Text))
        );
        Assert.That(_stripe.Calls, Is.EqualTo(calls + 1));
        (await _owner.DeleteAsync(url)).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await _owner.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await _owner.GetAsync($"/v1/events/{_event}")).Attribute("is-stripe-linked").GetBoolean(), Is.False);
        Assert.That((await _owner.DeleteAsync(url)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Webhook_about_revoked_access_disconnects_the_event()
    {
        var id = (await ConnectAsync(_owner, "ac_ended")).EnsureStatus(HttpStatusCode.Created).Id();
        _stripe.RevokeAccess("acct_ac_ended");
        Assert.That(
            await _stripe.Webhooks.DeliverAsync(
                new Uri(_server.Anonymous.Http.BaseAddress!, "/v1/stripe/webhook").ToString(),
                _stripe.Webhooks.Unsent[^1].Body
            ),
            Is.EqualTo(200)
        );
        await _server.ProcessOutboxAsync();
        Assert.That((await _owner.GetAsync($"/v1/stripe-authorizations/{id}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Only_managers_of_an_event_that_accepts_Stripe_connect_update_and_delete()
    {
        (
            await _owner.PatchAsync($"/v1/events/{_event}", JsonApiDocument.Of("event", _event, new { can_pay_by_stripe = false }))
        ).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await ConnectAsync(_owner, "ac_off")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        var beforehand = (await ConnectAsync(_server.Admin, "ac_before")).EnsureStatus(HttpStatusCode.Created);
        (await _server.Admin.DeleteAsync($"/v1/stripe-authorizations/{beforehand.Id()}")).EnsureStatus(HttpStatusCode.OK);
        (
            await _owner.PatchAsync($"/v1/events/{_event}", JsonApiDocument.Of("event", _event, new { can_pay_by_stripe = true }))
        ).EnsureStatus(HttpStatusCode.OK);

        var id = (await ConnectAsync(_owner, "ac_mine")).EnsureStatus(HttpStatusCode.Created).Id();
        await _server.SqlAsync($"UPDATE events SET state = 'Published' WHERE id = {_event}");
        var stranger = await _server.RegisterUserAsync();
        Assert.That((await ConnectAsync(stranger, "ac_theirs")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(
            (
                await stranger.PatchAsync(
                    $"/v1/stripe-authorizations/{id}",
                    JsonApiDocument.Of("stripe-authorization", id, new { stripe_auth_code = "ac_theirs" })
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
            "buyers need the publishable key"
        );
        Assert.That((await _server.Anonymous.GetAsync($"/v1/stripe-authorizations/{id}")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    private Task<ApiResponse> ConnectAsync(ApiClient client, string code) =>
        client.PostAsync(
            "/v1/stripe-authorizations",
            JsonApiDocument.Of("stripe-authorization", null, new { stripe_auth_code = code }, ("event", "event", _event))
        );
}
