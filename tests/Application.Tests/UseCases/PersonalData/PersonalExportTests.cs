using System.IO.Compression;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Platform;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Tests.UseCases;

/// <summary>The export of everything about a person.</summary>
public sealed class PersonalExportTests : PersonalDataFixture
{
    [Test]
    public async Task The_archive_has_a_row_of_everything_and_no_secrets_and_no_tickets_of_others()
    {
        var person = await SamplePerson.CreateAsync(Runner);
        var avatar = Runner.ToAbsolute(
            await Runner.Files.SaveAsync("images/avatar/image.png", new MemoryStream([7]), "image/png", default)
        );
        await Runner.ExecuteAsync($"UPDATE users SET avatar_url = '{avatar}' WHERE id = {person.Id}");
        var files = await ExportAsync(person.User);
        var empty = PersonalRowList
            .All.Select(r => r.File)
            .OfType<string>()
            .Where(f => JsonDocument.Parse(files[$"{f}.json"]).RootElement.GetArrayLength() == 0);
        Assert.That(empty, Is.EquivalentTo(["groups", "unsubscribed-emails"]), "the person has neither");

        var account = JsonDocument.Parse(files["account.json"]).RootElement[0];
        Assert.That(account.GetProperty("email").GetString(), Is.EqualTo(person.Email));
        Assert.That(account.GetProperty("last-name").GetString(), Is.EqualTo(person.LastName));
        Assert.That(account.TryGetProperty("password-hash", out _), Is.False);
        Assert.That(
            Ids(files["own-tickets.json"]),
            Is.EquivalentTo([person.Ids["own"], person.Ids["unnamed-address"], person.Ids["guest"]])
        );
        Assert.That(Ids(files["orders.json"]), Is.EquivalentTo([person.Ids["paid"], person.Ids["free"]]), "and not the order of the guest");
        Assert.That(files["attendees-of-orders.json"], Does.Contain("Bob").And.Not.Contain($"\"bob-{person.Id}\""), "no ticket of others");
        Assert.That(files["events.json"], Does.Contain("\"Fair\""));
        Assert.That(string.Concat(files.Values), Does.Not.Contain("$argon2id$").And.Not.Contain("acct_of_event"));
        Assert.That(files["files.json"], Does.Contain("files/1.png"));
        Assert.That(files["files/1.png"], Is.EqualTo("\a"));
    }

    [Test]
    public async Task Rows_of_others_with_an_address_that_is_not_verified_are_not_in_it()
    {
        var person = await SamplePerson.CreateAsync(Runner);
        await Runner.ExecuteAsync($"UPDATE users SET is_verified = false WHERE id = {person.Id}");
        var files = await ExportAsync(person.User);
        Assert.That(Ids(files["own-tickets.json"]), Does.Not.Contain(person.Ids["guest"]));
        Assert.That(Ids(files["role-invites.json"]), Is.Empty);
        Assert.That(Ids(files["emails.json"]), Is.Empty);
    }

    [Test]
    public async Task Nobody_else_exports_it_and_nobody_else_reads_the_result()
    {
        var person = await SampleEvent.RegisterAsync(Runner, "reader");
        var admin = await RegisterSuperAdminAsync();
        Assert.That(Rejection.Of(() => StartAsync(admin, person.UserId!.Value)), Is.EqualTo("Forbidden"));
        Assert.That(Rejection.Of(() => StartAsync(Actor.Anonymous, person.UserId!.Value)), Is.EqualTo("Unauthenticated"));
        var task = await StartAsync(person, person.UserId!.Value);
        await Runner.ProcessOutboxAsync(RunTask.EntryKind);
        Assert.That(Rejection.Of(() => Runner.As(admin).SendAsync(new GetTask(task))), Is.EqualTo("NotFound"));
        Assert.That(Rejection.Of(() => Runner.As(admin).SendAsync(new GetTaskResult(task, null, null))), Is.EqualTo("NotFound"));
    }

    [Test]
    public async Task A_user_has_two_exports_a_day()
    {
        var person = await SampleEvent.RegisterAsync(Runner, "reader");
        await StartAsync(person, person.UserId!.Value);
        await StartAsync(person, person.UserId!.Value);
        Assert.That(Rejection.Of(() => StartAsync(person, person.UserId!.Value)), Is.EqualTo("TooManyRequests"));
    }

    [Test]
    public async Task Any_number_of_lab_calls_is_exported_and_other_rows_are_limited()
    {
        await using var runner = await UseCaseRunner.StartAsync(services => services.AddSingleton(new PersonalExportLimits(Rows: 20)));
        var person = await SampleEvent.RegisterAsync(runner, "measuring");
        await runner.ExecuteAsync(
            "INSERT INTO lab_calls (device, function, outcome, created_at, user_id) "
                + $"SELECT 'main', 'f()', 'Done', now(), {person.UserId} FROM generate_series(1, 2500)"
        );
        Assert.That(Ids((await ExportAsync(runner, person))["lab-calls.json"]), Has.Length.EqualTo(2500));
        await runner.ExecuteAsync(
            $"INSERT INTO notifications (user_id, is_read, created_at) SELECT {person.UserId}, false, now() FROM generate_series(1, 21)"
        );
        Assert.ThrowsAsync<RejectedException>(() => ExportAsync(runner, person), "a control");
        Assert.That(await ReadFailureAsync(runner), Does.StartWith("There is too much data"));
    }

    [Test]
    public async Task The_file_has_a_largest_size()
    {
        await using var runner = await UseCaseRunner.StartAsync(services => services.AddSingleton(new PersonalExportLimits(Bytes: 1)));
        var person = await SampleEvent.RegisterAsync(runner, "measuring");
        Assert.ThrowsAsync<RejectedException>(() => ExportAsync(runner, person));
        Assert.That(await ReadFailureAsync(runner), Does.StartWith("There is too much data"));
    }

    private static Task<string> ReadFailureAsync(UseCaseRunner runner) =>
        runner.QueryAsync<string>("SELECT failure FROM tasks ORDER BY id DESC LIMIT 1");

    private Task<Guid> StartAsync(Actor actor, long userId) =>
        Runner.As(actor).SendAsync(new StartPersonalExport(ResourceKey.FromId(userId)));

    private Task<Dictionary<string, string>> ExportAsync(Actor actor) => ExportAsync(Runner, actor);

    private static async Task<Dictionary<string, string>> ExportAsync(UseCaseRunner runner, Actor actor)
    {
        var task = await runner.As(actor).SendAsync(new StartPersonalExport(ResourceKey.FromId(actor.UserId!.Value)));
        await runner.ProcessOutboxAsync(RunTask.EntryKind);
        var result = await runner.As(actor).SendAsync(new GetTaskResult(task, null, null));
        await using var file = result.File;
        using var zip = new ZipArchive(file.Content, ZipArchiveMode.Read);
        var files = new Dictionary<string, string>();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            files.Add(entry.FullName, await reader.ReadToEndAsync());
        }

        return files;
    }

    private static long[] Ids(string json) =>
        [.. JsonDocument.Parse(json).RootElement.EnumerateArray().Select(row => row.GetProperty("id").GetInt64())];
}
