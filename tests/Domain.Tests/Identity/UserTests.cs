using NUnit.Framework;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Tests.Identity;

public class UserTests
{
    [Test]
    public void Raising_the_epoch_ends_every_token_but_the_kept_one()
    {
        var user = new User { TokenEpoch = 3 };
        Assert.That(user.Honours(3, "a"), Is.True);

        user.EndTokens(except: "a");

        Assert.That((user.Honours(3, "a"), user.Honours(3, "b"), user.Honours(4, "c")), Is.EqualTo((true, false, true)));
    }

    [Test]
    public void Raising_the_epoch_again_ends_the_kept_token_too()
    {
        var user = new User();
        user.EndTokens(except: "a");
        user.EndTokens();
        Assert.That((user.Honours(0, "a"), user.Honours(1, "a"), user.Honours(2, "z")), Is.EqualTo((false, false, true)));
    }

    [Test]
    public void A_deleted_account_frees_its_address_and_ends_its_tokens()
    {
        var user = new User { Email = "jane@example.com" };
        user.Leave(DateTimeOffset.UnixEpoch);
        Assert.That(
            (user.Email, user.DeletedAt, user.Honours(0, "a")),
            Is.EqualTo(("jane@example.com.deleted", (DateTimeOffset?)DateTimeOffset.UnixEpoch, false))
        );

        user.Return();
        Assert.That((user.Email, user.DeletedAt), Is.EqualTo(("jane@example.com", (DateTimeOffset?)null)));
    }

    [Test]
    public void Restoring_strips_one_suffix_only()
    {
        var user = new User { Email = "jane@example.com.deleted.deleted" };
        user.Return();
        Assert.That(user.Email, Is.EqualTo("jane@example.com.deleted"));
    }

    [Test]
    public void Another_address_has_to_be_verified_again()
    {
        var user = new User { Email = "a@example.com", IsVerified = true };
        user.ChangeEmail("b@example.com");
        Assert.That((user.Email, user.IsVerified), Is.EqualTo(("b@example.com", false)));
    }

    [TestCase("Public", "A", "B", "Public")]
    [TestCase(null, "A", "B", "A B")]
    [TestCase("", null, "B", "B")]
    [TestCase(null, null, null, null)]
    public void A_person_is_called_by_the_public_name_first(string? shown, string? first, string? last, string? expected) =>
        Assert.That(
            new User
            {
                PublicName = shown,
                FirstName = first,
                LastName = last,
            }.FullName,
            Is.EqualTo(expected)
        );

    [TestCase("jane@example.com", "jane@example.com", 0, false, true, TestName = "the token verifies")]
    [TestCase("jane@example.com", "other@example.com", 0, false, false, TestName = "another address is not verified by it")]
    [TestCase("jane@example.com", "jane@example.com", 61, false, false, TestName = "an expired token verifies nothing")]
    [TestCase("jane@example.com", "jane@example.com", 0, true, false, TestName = "a used token does not verify again")]
    public void A_verification_holds_for_its_address_and_time(string asked, string now, int minutesLater, bool used, bool proves)
    {
        var start = DateTimeOffset.UnixEpoch;
        var verification = new EmailVerification
        {
            Email = asked,
            ExpiresAt = start.AddMinutes(60),
            UsedAt = used ? start : null,
        };
        Assert.That(verification.Proves(new User { Email = now }, start.AddMinutes(minutesLater)), Is.EqualTo(proves));
    }

    [TestCase("  Jane@Example.COM ", "jane@example.com")]
    public void Addresses_have_one_form(string typed, string stored) => Assert.That(EmailAddress.Normal(typed), Is.EqualTo(stored));

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
    public void Only_a_shape_that_a_mail_can_be_sent_to_is_an_address(string text, bool isOne) =>
        Assert.That(EmailAddress.IsOne(text), Is.EqualTo(isOne));
}
