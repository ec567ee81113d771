using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Infrastructure.Persistence;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.VisitorCache;

/// <summary>A standby that visitors read from is promoted, while its primary goes on (docs/decisions/058).</summary>
public sealed class ReplicaPromotionTests
{
    [Test]
    public async Task What_is_written_to_a_promoted_standby_is_never_seen()
    {
        await using var postgres = await ReplicatedPostgres.StartAsync(isSynchronous: false);
        await using var node = await OpenEventServer.StartOnAsync(
            TestDatabase.Of(postgres.PrimaryConnectionString),
            ownsDatabase: false,
            null,
            [$"--Database:ReadConnectionString={postgres.StandbyConnectionString}", "--Database:MaxReplicaLag=00:05:00"]
        );
        var guard = node.App.Services.GetRequiredService<ReplicaGuard>();
        var id = await TestEvents.CreateAsync(await node.RegisterUserAsync(), name: "Shown");
        await Eventually.IsTrueAsync("the node uses the standby", () => guard.TryUse() is not null);
        await postgres.PromoteStandbyAsync();
        await Eventually.IsTrueAsync("the node does not use it", () => guard.TryUse() is null);
        await postgres.ReadFromStandbyAsync<object>($"UPDATE events SET name = 'Foreign' WHERE id = {id}");
        Assert.That((await node.Anonymous.GetAsync($"/v1/events/{id}")).Attribute("name").GetString(), Is.EqualTo("Shown"));
        Assert.That(guard.TryUse(), Is.Null);
    }
}
