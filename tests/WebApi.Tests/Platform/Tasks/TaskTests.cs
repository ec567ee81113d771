using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Infrastructure.Jobs;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Platform;

/// <summary>Tasks and their results belong to the user who started them (docs/export-and-import.md).</summary>
public sealed class TaskTests : ServerFixture
{
    private ApiClient _owner = null!;
    private string _eventId = "";

    [OneTimeSetUp]
    public async Task CreateEventAsync()
    {
        _owner = await Server.RegisterUserAsync();
        _eventId = await TestEvents.CreateAsync(_owner, name: "=cmd|' /C calc'!A0");
    }

    [Test]
    public async Task The_owner_sees_the_state_and_downloads_the_result()
    {
        var task = await StartAsync();
        Assert.That((await _owner.GetTaskAsync(task)).State, Is.EqualTo("WAITING"));
        await Server.ProcessOutboxAsync("task");
        var path = await _owner.GetDownloadPathAsync(task);
        var file = await Server.Anonymous.GetAsync(path);
        Assert.That(file.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(file.ContentHeaders.ContentDisposition!.DispositionType, Is.EqualTo("attachment"));
        Assert.That(file.ContentHeaders.ContentDisposition.FileName, Does.EndWith("-orders.csv"));
        Assert.That(file.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(["nosniff"]));
        Assert.That(file.Headers.CacheControl!.NoStore);
        Assert.That((await _owner.GetAsync(path.Split('?')[0])).Status, Is.EqualTo(HttpStatusCode.OK), "by the owner's token");
    }

    [Test]
    public async Task A_task_tells_how_many_rows_are_done()
    {
        var id = await TestEvents.CreateAsync(_owner);
        await Server.SqlAsync(
            "INSERT INTO sessions (event_id, title, state, created_at, last_modified_at, is_locked, is_mail_sent) "
                + $"SELECT {id}, 'x', 'Draft', now(), now(), false, false FROM generate_series(1, 1500)"
        );
        var task = await _owner.StartAsync(HttpMethod.Post, $"/v1/events/{id}/export/sessions/csv");
        Assert.That((await _owner.GetAsync(task)).Json.GetProperty("rows").GetInt64(), Is.Zero);
        await Server.ProcessOutboxAsync("task");
        var key = task.Split('/')[^1];
        var rows = await Server.SqlAsync<long>($"SELECT rows FROM tasks WHERE key = '{key}'");
        Assert.That(rows, Is.InRange(1, 1500), "the export has reported its progress");
        await Server.SqlAsync($"UPDATE tasks SET state = 'Started' WHERE key = '{key}'");
        var running = (await _owner.GetAsync(task)).Json;
        Assert.That((running.GetProperty("state").GetString(), running.GetProperty("rows").GetInt64()), Is.EqualTo(("WAITING", rows)));
    }

    [Test]
    public async Task An_archive_that_cannot_be_exported_is_told_by_email()
    {
        var member = await TestEvents.AddMemberAsync(Server, _eventId, role: 3);
        var task = await member.StartAsync(HttpMethod.Post, $"/v1/events/{_eventId}/export/json");
        await Server.SqlAsync($"DELETE FROM users_events_roles WHERE user_id = {member.UserId}");
        await Server.ProcessOutboxAsync("task");
        Assert.That((await member.GetTaskAsync(task)).State, Is.EqualTo("FAILURE"));
        await Server.ProcessOutboxAsync();
        Assert.That(
            await Server.SqlAsync<string>(
                $"SELECT string_agg(action, ' ') FROM mails WHERE recipient = '{member.Email}' AND action LIKE 'event_export%'"
            ),
            Is.EqualTo("event_export_fail")
        );
    }

    [Test]
    public async Task A_session_cookie_starts_no_export()
    {
        var url = $"/v1/events/{_eventId}/export/orders/csv";
        var answer = await Server.Anonymous.SendAsync(HttpMethod.Get, url, null, ("Cookie", $"access_token_cookie={_owner.Token}"));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        var own = await Server.Anonymous.SendAsync(
            HttpMethod.Get,
            $"/v1/users/{_owner.UserId}",
            null,
            ("Cookie", $"access_token_cookie={_owner.Token}")
        );
        Assert.That(own.Status, Is.EqualTo(HttpStatusCode.OK), "a control");
    }

    [Test]
    public async Task Nobody_else_sees_the_task_or_its_result()
    {
        var task = await StartAsync();
        await Server.ProcessOutboxAsync("task");
        var member = await TestEvents.AddMemberAsync(Server, _eventId, role: 2);
        foreach (var url in new[] { task, task + "/result" })
        {
            Assert.That((await Server.Anonymous.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
            foreach (var other in new[] { member, await Server.RegisterUserAsync(), Server.Admin })
                Assert.That((await other.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        }
    }

    [Test]
    public async Task A_link_that_was_changed_or_has_expired_opens_nothing()
    {
        var task = await StartAsync();
        var other = await StartAsync();
        await Server.ProcessOutboxAsync("task");
        var path = await _owner.GetDownloadPathAsync(task);
        var expires = path.Split("expires=")[1].Split('&')[0];
        var later = long.Parse(expires, System.Globalization.CultureInfo.InvariantCulture) + 1;
        foreach (
            var wrong in new[]
            {
                path.Replace(expires, $"{later}", StringComparison.Ordinal),
                path.Replace(expires, "1", StringComparison.Ordinal),
                path.Replace(task, other, StringComparison.Ordinal),
                path[..^1] + (path[^1] == 'A' ? 'B' : 'A') + "A",
                path.Split("&signature")[0],
                path.Split("signature=")[0] + "signature=%00",
                path + new string('A', 300),
            }
        )
            Assert.That((await Server.Anonymous.GetAsync(wrong)).Status, Is.EqualTo(HttpStatusCode.Unauthorized), wrong);
    }

    [TestCase("/v1/tasks/1")]
    [TestCase("/v1/tasks/none")]
    [TestCase("/v1/tasks/00000000-0000-0000-0000-000000000000")]
    public async Task An_unknown_task_is_not_found(string url) =>
        Assert.That((await _owner.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.NotFound));

    [Test]
    public async Task A_result_is_not_served_like_a_public_file()
    {
        var task = await StartAsync();
        await Server.ProcessOutboxAsync("task");
        var path = await Server.SqlAsync<string>($"SELECT result_path FROM tasks WHERE key = '{task.Split('/')[^1]}'");
        Assert.That((await _owner.GetAsync($"/files/{path}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await ExistsAsync(path), "a control");
    }

    [Test]
    public async Task A_task_and_its_file_are_deleted_when_their_time_is_over()
    {
        var task = await StartAsync();
        var kept = await StartAsync();
        await Server.ProcessOutboxAsync("task");
        var key = task.Split('/')[^1];
        var path = await Server.SqlAsync<string>($"SELECT result_path FROM tasks WHERE key = '{key}'");
        await Server.SqlAsync($"UPDATE tasks SET expires_at = now() WHERE key = '{key}'");
        await RunDeletionAsync();
        Assert.That((await _owner.GetAsync(task)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await ExistsAsync(path), Is.False);
        Assert.That((await _owner.GetTaskAsync(kept)).State, Is.EqualTo("SUCCESS"));
    }

    [Test]
    public async Task A_task_that_cannot_succeed_says_why()
    {
        var id = await TestEvents.CreateAsync(_owner);
        var task = await _owner.StartAsync(HttpMethod.Get, $"/v1/events/{id}/export/orders/csv");
        await Server.SqlAsync($"UPDATE events SET deleted_at = now() WHERE id = {id}");
        await Server.ProcessOutboxAsync("task");
        var (state, result) = await _owner.GetTaskAsync(task);
        Assert.That(state, Is.EqualTo("FAILURE"));
        Assert.That(result.GetProperty("message").GetString(), Is.EqualTo("The event was deleted."));
        Assert.That(
            await Server.SqlAsync<string>("SELECT state FROM outbox WHERE kind = 'task' ORDER BY id DESC LIMIT 1"),
            Is.EqualTo("Done"),
            "it is no fault of the server"
        );
    }

    [Test]
    public async Task A_task_is_repeated_after_a_failure_that_can_pass_and_fails_after_some_attempts()
    {
        var task = await StartAsync();
        var key = task.Split('/')[^1];
        await Server.SqlAsync($"UPDATE tasks SET parameters = '[]' WHERE key = '{key}'");
        await Server.ProcessOutboxAsync("task");
        Assert.That((await _owner.GetTaskAsync(task)).State, Is.EqualTo("WAITING"));
        for (var attempt = 2; attempt <= 6; attempt++)
        {
            await Server.SqlAsync("UPDATE outbox SET available_at = now() WHERE kind = 'task' AND state = 'Waiting'");
            await Server.ProcessOutboxAsync("task");
        }

        var (state, result) = await _owner.GetTaskAsync(task);
        Assert.That(state, Is.EqualTo("FAILURE"));
        Assert.That(result.GetProperty("message").GetString(), Does.Not.Contain("Json"), "no details of the server");
        Assert.That(
            await Server.SqlAsync<string>(
                $"SELECT state FROM outbox WHERE kind = 'task' AND key = '{key.Replace("-", "", StringComparison.Ordinal)}'"
            ),
            Is.EqualTo("GivenUp"),
            "a fault of the server is for its operator"
        );
    }

    [Test]
    public async Task The_files_of_a_deleted_account_are_deleted()
    {
        var owner = await Server.RegisterUserAsync();
        var task = await owner.StartAsync(HttpMethod.Get, $"/v1/events/{await TestEvents.CreateAsync(owner)}/export/orders/csv");
        await Server.ProcessOutboxAsync("task");
        var key = task.Split('/')[^1];
        var path = await Server.SqlAsync<string>($"SELECT result_path FROM tasks WHERE key = '{key}'");
        await Server.SqlAsync($"UPDATE tasks SET owner_id = NULL WHERE key = '{key}'"); // as the foreign key does
        await RunDeletionAsync();
        Assert.That(await ExistsAsync(path), Is.False);
        Assert.That(await Server.SqlAsync<long>($"SELECT count(*) FROM tasks WHERE key = '{key}'"), Is.Zero);
    }

    [Test]
    public async Task Any_server_runs_a_task_and_two_servers_run_it_once()
    {
        await using var second = await Server.StartAnotherNodeAsync(
            "--Outbox:AtOnce=4",
            $"--Storage:Directory={Server.DataDirectory}/files"
        );
        var task = await StartAsync();
        await Testing.Eventually.IsTrueAsync("the task has ended", async () => (await _owner.GetTaskAsync(task)).State == "SUCCESS");
        var file = await Server.Anonymous.GetAsync(await _owner.GetDownloadPathAsync(task));
        Assert.That(file.Status, Is.EqualTo(HttpStatusCode.OK));
    }

    private Task<string> StartAsync() => _owner.StartAsync(HttpMethod.Get, $"/v1/events/{_eventId}/export/orders/csv");

    private Task RunDeletionAsync() =>
        Server.App.Services.GetServices<IScheduledJob>().Single(j => j.Name == "delete-expired-tasks").RunAsync(CancellationToken.None);

    private async Task<bool> ExistsAsync(string path)
    {
        await using var file = await Server.App.Services.GetRequiredService<IFileStore>().OpenAsync(path, CancellationToken.None);
        return file is not null;
    }
}
