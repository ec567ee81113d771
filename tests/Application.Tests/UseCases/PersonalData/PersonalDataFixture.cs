using NUnit.Framework;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Platform;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Tests.UseCases;

/// <summary>Starts exports and erasures, and runs their tasks.</summary>
public abstract class PersonalDataFixture
{
    private protected UseCaseRunner Runner { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => Runner = await UseCaseRunner.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => Runner.DisposeAsync();

    /// <returns>The path of the state of the task.</returns>
    private protected Task<string> StartErasureAsync(Actor actor, long userId, string password = "correct horse") =>
        Runner.As(actor).SendAsync(new ConfirmOwnPassword(password), new EraseAccount(ResourceKey.FromId(userId)));

    private protected async Task EraseAsync(Actor actor, long userId)
    {
        await StartErasureAsync(actor, userId);
        await Runner.ProcessOutboxAsync(RunTask.EntryKind);
        Assert.That(
            await Runner.QueryAsync<string>($"SELECT state FROM tasks WHERE kind = '{AccountErasureTask.Kind}' ORDER BY id DESC LIMIT 1"),
            Is.EqualTo(nameof(QueuedTaskState.Succeeded))
        );
    }

    private protected async Task<Actor> RegisterSuperAdminAsync()
    {
        var actor = await SampleEvent.RegisterAsync(Runner, "root");
        await Runner.ExecuteAsync($"UPDATE users SET is_admin = true, is_super_admin = true WHERE id = {actor.UserId}");
        return actor with { IsAdmin = true, IsSuperAdmin = true };
    }

    private protected Task<string?> ReadAsync(string table, string column, long id) =>
        Runner.QueryAsync<string?>($"SELECT coalesce({column}::text, '-') FROM {table} WHERE id = {id}");
}
