using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Identity;

/// <summary>
/// A stolen token is not enough to change the address of an account, and the former address can undo the change
/// (docs/reference/accounts.md#changing-the-e-mail-address). On this server no sign-in is recent.
/// </summary>
[TestFixture]
public sealed class EmailChangeTests : ServerFixture
{
    private const string ResetUrl = "/v1/auth/reset-password";

    private int _count;

    public EmailChangeTests()
        : base("--Auth:RecentSignIn=00:00:00", "--Auth:ResetsPerAddressAndMinute=100") { }

    [Test]
    public async Task A_token_without_the_password_does_not_change_the_address()
    {
        var jane = await Server.RegisterUserAsync();
        var address = NewAddress();
        Assert.That((await jane.PatchUserAsync(jane.UserId, new { email = address })).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        var wrong = await jane.PatchUserAsync(jane.UserId, new { email = address, password = "wrong horse" });
        Assert.That((wrong.Status, wrong.Pointer), Is.EqualTo((HttpStatusCode.Forbidden, "/data/attributes/password")));
        (await ChangeAddressAsync(jane, address)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await Server.SqlAsync<string>($"SELECT email FROM users WHERE id = {jane.UserId}"), Is.EqualTo(address));
    }

    [Test]
    public async Task Guesses_of_the_password_in_a_patch_are_limited_although_each_is_rejected()
    {
        var jane = await Server.RegisterUserAsync();
        var guesses = await Task.WhenAll(
            Enumerable.Range(0, 15).Select(i => jane.PatchUserAsync(jane.UserId, new { email = "x@example.org", password = $"guess {i}" }))
        );
        Assert.That(guesses.Count(g => g.Status == HttpStatusCode.Forbidden), Is.EqualTo(10));
        Assert.That(guesses.Count(g => g.Status == HttpStatusCode.TooManyRequests), Is.EqualTo(5));
        Assert.That(
            (await ChangeAddressAsync(jane, NewAddress())).Status,
            Is.EqualTo(HttpStatusCode.TooManyRequests),
            "also the right one"
        );
    }

    [Test]
    public async Task Staff_need_a_recent_sign_in_to_change_the_address_of_another_user()
    {
        var jane = await Server.RegisterUserAsync();
        var change = new { email = NewAddress(), password = OpenEventServer.Password };
        Assert.That((await Server.Admin.PatchUserAsync(jane.UserId, change)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_new_address_receives_a_password_reset_only_when_it_is_verified()
    {
        var jane = await Server.RegisterUserAsync();
        var address = NewAddress();
        (await ChangeAddressAsync(jane, address)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await CountResetsAsync(address), Is.Zero);
        (await Server.VerifyEmailAsync(await Server.GetEmailedTokenAsync("user_confirmation", address))).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await CountResetsAsync(address), Is.EqualTo(1));
    }

    [Test]
    public async Task The_former_address_undoes_the_change_once_and_signs_everybody_out()
    {
        var jane = await Server.RegisterUserAsync();
        var address = NewAddress();
        (await ChangeAddressAsync(jane, address)).EnsureStatus(HttpStatusCode.OK);
        (await Server.VerifyEmailAsync(await Server.GetEmailedTokenAsync("user_confirmation", address))).EnsureStatus(HttpStatusCode.OK);
        await CountResetsAsync(address);
        var resetOfThief = await Server.GetEmailedTokenAsync("password_reset", address);

        var undo = await Server.GetEmailedTokenAsync("user_change_email", jane.Email);
        (await RedeemAsync(undo, "another battery")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            await Server.SqlAsync<string>($"SELECT email || ' ' || is_verified FROM users WHERE id = {jane.UserId}"),
            Is.EqualTo($"{jane.Email} true")
        );
        Assert.That((await jane.GetAsync($"/v1/users/{jane.UserId}")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await Server.Anonymous.SignInAsync(jane.Email, "another battery")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await RedeemAsync(undo, "third battery")).Status, Is.EqualTo(HttpStatusCode.NotFound), "a second time");
        Assert.That((await RedeemAsync(resetOfThief, "third battery")).Status, Is.EqualTo(HttpStatusCode.NotFound), "the other address");
    }

    [Test]
    public async Task An_unverified_former_address_is_told_but_cannot_undo()
    {
        var jane = await Server.RegisterUserAsync(verified: false);
        (await ChangeAddressAsync(jane, NewAddress())).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await Server.CountEmailsAsync("user_change_email", jane.Email), Is.EqualTo(1));
        Assert.That(
            await Server.SqlAsync<long>(
                $"SELECT count(*) FROM outbox WHERE payload->>'To' = '{jane.Email}' AND payload->>'Template' = 'user_change_email' "
                    + "AND payload->>'SealedLink' IS NOT NULL"
            ),
            Is.Zero
        );
    }

    private string NewAddress() => $"moved{Interlocked.Increment(ref _count)}@example.org";

    private static Task<ApiResponse> ChangeAddressAsync(ApiClient user, string address) =>
        user.PatchUserAsync(user.UserId, new { email = address, password = OpenEventServer.Password });

    private Task<ApiResponse> RedeemAsync(string token, string password) =>
        Server.Anonymous.PatchAsync(ResetUrl, new { data = new { token, password } });

    /// <summary>Asks for a reset and returns how many resets the address has got.</summary>
    private async Task<long> CountResetsAsync(string address)
    {
        (await Server.Anonymous.PostAsync(ResetUrl, new { data = new { email = address } })).EnsureStatus(HttpStatusCode.OK);
        await Server.ProcessOutboxAsync("account-wish");
        return await Server.CountEmailsAsync("password_reset", address);
    }
}
