using NUnit.Framework;

namespace OpenEvent.WebApi.Tests.Upgrades;

/// <summary>From the first version that was recorded, through all migrations since.</summary>
[TestFixture]
public sealed class FirstUpgradeTests() : UpgradeFixture("first.sql")
{
    /// <summary>A card can be disputed for 127 days.</summary>
    protected override Task PrepareAsync(string connectionString) =>
        LandedDatabase.RunAsync(
            connectionString,
            "UPDATE payments SET settled_at = now() - CASE id WHEN 1 THEN interval '128 days' ELSE interval '126 days' END"
        );

    [Test]
    public async Task Card_payments_of_the_former_version_are_checked_for_refunds_and_disputes()
    {
        Assert.That(await Server.SqlAsync<long>("SELECT count(*) FROM payments WHERE id <> 1 AND check_at IS NULL"), Is.Zero);
        Assert.That(
            await Server.SqlAsync<long>("SELECT count(*) FROM payments WHERE id <> 1 AND checks > 1"),
            Is.Zero,
            "from the beginning"
        );
        Assert.That(
            await Server.SqlAsync<bool>("SELECT check_at IS NULL FROM payments WHERE id = 1"),
            Is.True,
            "a card cannot be disputed any more"
        );
    }
}
