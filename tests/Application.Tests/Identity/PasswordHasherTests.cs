using NUnit.Framework;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Infrastructure.Security;

namespace OpenEvent.Application.Tests.Identity;

public class PasswordHasherTests
{
    private static readonly AuthSettings CheapSettings = new() { HashMemoryKiB = 64, HashPasses = 1 };

    [TestCase("correct horse")]
    [TestCase("пароль密码🐎")]
    [TestCase("with\0zero")]
    public async Task A_password_matches_its_own_hash_and_no_other_does(string password)
    {
        using var hasher = new PasswordHasher(CheapSettings);
        var hash = await hasher.HashAsync(password, default);
        Assert.That(await hasher.VerifyAsync(hash, password, default), Is.EqualTo(PasswordVerificationResult.Success));
        Assert.That(await hasher.VerifyAsync(hash, password + " ", default), Is.EqualTo(PasswordVerificationResult.Failed));
        Assert.That(hash, Does.StartWith("$argon2id$v=19$m=64,t=1,p=1$").And.Not.Contain(password));
    }

    [Test]
    public async Task Equal_passwords_have_different_hashes()
    {
        using var hasher = new PasswordHasher(CheapSettings);
        Assert.That(await hasher.HashAsync("correct horse", default), Is.Not.EqualTo(await hasher.HashAsync("correct horse", default)));
    }

    [Test]
    public async Task A_hash_with_other_parameters_matches_and_needs_a_rehash()
    {
        using var outdated = new PasswordHasher(new AuthSettings { HashMemoryKiB = 32, HashPasses = 2 });
        using var current = new PasswordHasher(CheapSettings);
        var old = await outdated.HashAsync("correct horse", default);
        Assert.That(await current.VerifyAsync(old, "correct horse", default), Is.EqualTo(PasswordVerificationResult.SuccessRehashNeeded));
        Assert.That(await current.VerifyAsync(old, "wrong horse", default), Is.EqualTo(PasswordVerificationResult.Failed));
    }

    // Computed by the argon2 command of the reference implementation from "password" and the salt "somesalt"
    // (phc-winner-argon2, test.c, v=19 m=256 t=2 p=1, Argon2id).
    [Test]
    public async Task A_hash_of_the_reference_implementation_matches()
    {
        const string hash = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        using var hasher = new PasswordHasher(CheapSettings);
        Assert.That(await hasher.VerifyAsync(hash, "password", default), Is.EqualTo(PasswordVerificationResult.SuccessRehashNeeded));
    }

    // The managed implementation that earlier versions used has stored these, with the default settings and with two lanes.
    [TestCase(
        "$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$cvtA/nxfyr9NkO7XQjUF6Mi8mQkgaTfHEvizYMg8jvM",
        PasswordVerificationResult.Success
    )]
    [TestCase(
        "$argon2id$v=19$m=19456,t=2,p=2$MDEyMzQ1Njc4OWFiY2RlZg$rdMRyVecGl1XNVNgqMCCe+mBBm12z8GfhDSFKOJ/2mI",
        PasswordVerificationResult.SuccessRehashNeeded
    )]
    public async Task A_hash_that_an_earlier_version_stored_matches(string hash, PasswordVerificationResult expected)
    {
        using var hasher = new PasswordHasher(new AuthSettings());
        Assert.That(await hasher.VerifyAsync(hash, "correct horse 🐎", default), Is.EqualTo(expected));
        Assert.That(await hasher.VerifyAsync(hash, "wrong horse 🐎", default), Is.EqualTo(PasswordVerificationResult.Failed));
    }

    [Test]
    public async Task A_hash_with_a_huge_value_or_salt_matches_nothing_and_does_not_fail()
    {
        using var hasher = new PasswordHasher(CheapSettings);
        foreach (var (salt, value) in new[] { (86, 22), (22, 86), (86, 86), (11, 22) })
        {
            var hash = $"$argon2id$v=19$m=64,t=1,p=3${new string('A', salt)}${new string('A', value)}";
            Assert.That(await hasher.VerifyAsync(hash, "password", default), Is.EqualTo(PasswordVerificationResult.Failed));
        }
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("!")]
    [TestCase("$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4")]
    [TestCase("$argon2id$v=19$m=9999999,t=1,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4")]
    [TestCase("$argon2id$v=19$m=64,t=0,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4")]
    [TestCase("$argon2id$v=19$m=64,t=1,p=1$$")]
    public async Task An_unknown_hash_format_matches_nothing(string? hash)
    {
        using var hasher = new PasswordHasher(CheapSettings);
        Assert.That(await hasher.VerifyAsync(hash, "", default), Is.EqualTo(PasswordVerificationResult.Failed));
        Assert.That(await hasher.VerifyAsync(hash, "password", default), Is.EqualTo(PasswordVerificationResult.Failed));
    }

    [Test]
    public async Task Requests_beyond_the_queue_are_rejected_and_queued_ones_are_served()
    {
        const int requests = 40,
            waiting = 4;
        using var slots = new SemaphoreSlim(0, 1); // the only slot is in use
        using var hasher = new PasswordHasher(
            new AuthSettings
            {
                HashMemoryKiB = 64,
                HashPasses = 1,
                HashesWaiting = waiting,
            },
            slots
        );
        var hashes = Enumerable.Range(0, requests).Select(_ => Task.Run(() => hasher.HashAsync("correct horse", default))).ToList();
        var rejected = await Task.WhenEach(hashes).Take(requests - waiting).ToListAsync();
        Assert.That(
            rejected.Select(t => ((RejectedException)t.Exception!.InnerException!).Kind),
            Is.All.EqualTo(RejectionKind.TooManyRequests)
        );
        var served = hashes.Except(rejected).ToList();
        Assert.That(served.Where(t => t.IsCompleted), Is.Empty, "queued requests wait for a slot");
        slots.Release();
        Assert.That((await Task.WhenAll(served)).Distinct().Count(), Is.EqualTo(waiting));
        Assert.That(
            await hasher.VerifyAsync(await hasher.HashAsync("x", default), "x", default),
            Is.EqualTo(PasswordVerificationResult.Success),
            "new requests are accepted again"
        );
    }
}
