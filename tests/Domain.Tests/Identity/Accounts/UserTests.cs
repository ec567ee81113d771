using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Tests.Identity;

public class UserTests
{
    [Test]
    public void Revoking_tokens_revokes_all_but_the_kept_one()
    {
        var user = new User { TokenEpoch = 3 };
        Assert.That(user.IsTokenValid(3, "a"), Is.True);

        user.RevokeTokens(exceptTokenId: "a");

        Assert.That((user.IsTokenValid(3, "a"), user.IsTokenValid(3, "b"), user.IsTokenValid(4, "c")), Is.EqualTo((true, false, true)));
    }

    [Test]
    public void Revoking_tokens_again_revokes_the_kept_one_too()
    {
        var user = new User();
        user.RevokeTokens(exceptTokenId: "a");
        user.RevokeTokens();
        Assert.That((user.IsTokenValid(0, "a"), user.IsTokenValid(1, "a"), user.IsTokenValid(2, "z")), Is.EqualTo((false, false, true)));
    }

    [Test]
    public void Deleting_an_account_frees_its_address_and_revokes_its_tokens()
    {
        var user = new User { Email = "jane@example.com" };
        user.MarkDeleted(DateTimeOffset.UnixEpoch);
        Assert.That(
            (user.Email, user.DeletedAt, user.IsTokenValid(0, "a")),
            Is.EqualTo(("jane@example.com.deleted", (DateTimeOffset?)DateTimeOffset.UnixEpoch, false))
        );

        user.Restore();
        Assert.That((user.Email, user.DeletedAt), Is.EqualTo(("jane@example.com", (DateTimeOffset?)null)));
    }

    [Test]
    public void Restoring_an_account_removes_only_one_deleted_suffix()
    {
        var user = new User { Email = "jane@example.com.deleted.deleted" };
        user.Restore();
        Assert.That(user.Email, Is.EqualTo("jane@example.com.deleted"));
    }

    [Test]
    public void A_changed_address_has_to_be_verified_again()
    {
        var user = new User { Email = "a@example.com", IsVerified = true };
        user.ChangeEmail("b@example.com", DateTimeOffset.UnixEpoch);
        Assert.That((user.Email, user.IsVerified), Is.EqualTo(("b@example.com", false)));
    }

    [TestCase("Public", "A", "B", "Public")]
    [TestCase(null, "A", "B", "A B")]
    [TestCase("", null, "B", "B")]
    [TestCase(null, null, null, null)]
    public void The_full_name_prefers_the_public_name(string? publicName, string? first, string? last, string? expected) =>
        Assert.That(
            new User
            {
                PublicName = publicName,
                FirstName = first,
                LastName = last,
            }.FullName,
            Is.EqualTo(expected)
        );

    [TestCase("jane@example.com", "jane@example.com", 0, false, true, TestName = "A token verifies its address")]
    [TestCase("jane@example.com", "other@example.com", 0, false, false, TestName = "A token does not verify another address")]
    [TestCase("jane@example.com", "jane@example.com", 61, false, false, TestName = "An expired token does not verify")]
    [TestCase("jane@example.com", "jane@example.com", 0, true, false, TestName = "A used token does not verify again")]
    public void A_verification_token_is_valid_only_for_its_address_and_lifetime(
        string tokenEmail,
        string accountEmail,
        int minutesLater,
        bool isUsed,
        bool canVerify
    )
    {
        var start = DateTimeOffset.UnixEpoch;
        var verification = new EmailVerificationToken
        {
            Email = tokenEmail,
            ExpiresAt = start.AddMinutes(60),
            UsedAt = isUsed ? start : null,
        };
        Assert.That(verification.CanVerify(new User { Email = accountEmail }, start.AddMinutes(minutesLater)), Is.EqualTo(canVerify));
    }

    [TestCase("  Jane@Example.COM ", "jane@example.com")]
    public void Addresses_are_trimmed_and_lower_cased(string typed, string stored) =>
        Assert.That(EmailAddress.Normalize(typed), Is.EqualTo(stored));

    [TestCase("jane@example.com", true)]
    [TestCase("a+b@x.co", true)]
    [TestCase("jane", false)]
    [TestCase("@example.com", false)]
    [TestCase("jane@", false)]
    [TestCase("a@b@c", false)]
    [TestCase("ja ne@example.com", false)]
    [TestCase("jane@example.com\r\nBcc: x@y.z", false)]
    [TestCase("<jane@example.com>", false)]
    [TestCase("jane@example.com,john@example.com", false)]
    public void Only_a_well_formed_address_is_valid(string text, bool isValid) =>
        Assert.That(EmailAddress.IsValid(text), Is.EqualTo(isValid));
}
