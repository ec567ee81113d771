using NUnit.Framework;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Tests.Identity;

public sealed class PasswordResetTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    [TestCase(1, false, true)]
    [TestCase(0, false, false)]
    [TestCase(1, true, false)]
    public void A_reset_token_is_usable_once_and_until_it_expires(int seconds, bool isUsed, bool isUsable) =>
        Assert.That(
            new PasswordResetToken { ExpiresAt = Now.AddSeconds(seconds), UsedAt = isUsed ? Now : null }.IsUsable(Now),
            Is.EqualTo(isUsable)
        );

    [TestCase(false, false, true, false, true, TestName = "A verified address receives a reset")]
    [TestCase(false, false, false, false, true, TestName = "The first address of an account receives a reset")]
    [TestCase(false, false, false, true, false, TestName = "A changed address receives none until it is verified")]
    [TestCase(false, false, true, true, true, TestName = "A changed and verified address receives a reset")]
    [TestCase(true, false, true, false, false, TestName = "A deleted account receives none")]
    [TestCase(false, true, true, false, false, TestName = "A blocked account receives none")]
    public void Only_a_proven_address_receives_a_password_reset(
        bool isDeleted,
        bool isBlocked,
        bool isVerified,
        bool isChanged,
        bool mayReceive
    ) =>
        Assert.That(
            new User
            {
                DeletedAt = isDeleted ? Now : null,
                IsBlocked = isBlocked,
                IsVerified = isVerified,
                EmailChangedAt = isChanged ? Now : null,
            }.MayReceivePasswordReset,
            Is.EqualTo(mayReceive)
        );

    [Test]
    public void A_token_verifies_again_only_while_its_account_is_verified()
    {
        var token = new EmailVerificationToken
        {
            Email = "a@b.c",
            ExpiresAt = Now.AddSeconds(1),
            UsedAt = Now,
        };
        Assert.That(token.CanVerify(new User { Email = "a@b.c", IsVerified = true }, Now), "the link is opened twice");
        Assert.That(token.CanVerify(new User { Email = "a@b.c" }, Now), Is.False);
        Assert.That(
            token.CanVerify(
                new User
                {
                    Email = "a@b.c",
                    IsVerified = true,
                    DeletedAt = Now,
                },
                Now
            ),
            Is.False
        );
        Assert.That(token.CanVerify(new User { Email = "a@b.c", IsVerified = true }, Now.AddSeconds(1)), Is.False, "at its end");
    }
}
