using System.Net;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Program;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.VisitorCache;

/// <summary>Changes of what an event shows, other than those of its own rows: links, codes, and statements for many rows.</summary>
public sealed class VisitorChangesTests
{
    private readonly KeptAnswers _answers = new();
    private OpenEventServer _server = null!;
    private OpenEventServer _other = null!;

    private static string[] Changes => ["speaker", "tag", "access code", "ticket of a code", "places", "nothing"];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var database = await OpenEventServer.CreateDatabaseAsync();
        _server = await OpenEventServer.StartOnAsync(database, ownsDatabase: true, null, ["--VisitorCache:Megabytes=16"]);
        _other = await OpenEventServer.StartOnAsync(
            database,
            ownsDatabase: false,
            builder => builder.Services.AddSingleton<IOutputCacheStore>(_answers),
            ["--VisitorCache:Megabytes=16"]
        );
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _other.DisposeAsync();
        await _server.DisposeAsync();
    }

    [TestCaseSource(nameof(Changes))]
    public async Task Another_node_hears_of_it(string change)
    {
        var (id, apply) = await PrepareAsync(change);
        var answer = await Eventually.ReadAsync(
            "the answer is kept",
            () => _other.Anonymous.GetAsync($"/v1/events/{id}"),
            read => read.Headers.Contains("Age")
        );
        (await apply()).EnsureStatus(HttpStatusCode.OK);
        // A notification that comes later than the one in question.
        var later = await TestEvents.CreateAsync(await _server.RegisterUserAsync());
        await Eventually.IsTrueAsync("the other node has heard of the later one", async () =>
        {
            await _other.Anonymous.GetAsync($"/v1/events/{later}");
            return (await _other.Anonymous.GetAsync($"/v1/events/{later}")).Headers.Contains("Age");
        });
        var isKept = (await _other.Anonymous.GetAsync($"/v1/events/{id}")).Headers.Contains("Age");
        Assert.That(isKept, Is.EqualTo(change == "nothing"), answer.Text);
    }

    private async Task<(string EventId, Func<Task<ApiResponse>> Apply)> PrepareAsync(string change)
    {
        if (change is "speaker" or "places")
        {
            var programme = await SessionTestEvent.CreateAsync(_server);
            var speaker = await programme.CreateSpeakerAsync("Ann", null);
            var (session, _) = await programme.SubmitSessionAsync(programme.Owner);
            await _server.SqlAsync($"UPDATE speakers SET \"order\" = 7 WHERE id = {speaker}");
            return change == "places"
                ? (programme.EventId, () => programme.Owner.PostAsync($"/v1/events/{programme.EventId}/reorder-speakers?reset", null))
                : (programme.EventId, () =>
                    programme.Owner.PostAsync($"/v1/sessions/{session}/relationships/speakers", Links("speaker", speaker))
                );
        }

        var fair = await TicketedEvent.CreateAsync(_server);
        var ticket = $"{await fair.CreateTicketAsync(10, hidden: true)}";
        var code = (await fair.CreateAccessCodeAsync("OPEN", 5)).Id();
        var tag = (await fair.Owner.CreateAsync("ticket-tag", new { name = "A" }, ("event", "event", fair.EventId))).Id();
        return (fair.EventId, () => change switch
            {
                "tag" => fair.Owner.PostAsync($"/v1/ticket-tags/{tag}/relationships/tickets", Links("ticket", ticket)),
                "access code" => fair.Owner.PatchAsync(
                    $"/v1/access-codes/{code}",
                    JsonApiDocument.Of("access-code", code, new { is_active = false })
                ),
                "ticket of a code" => fair.Owner.PostAsync($"/v1/access-codes/{code}/relationships/tickets", Links("ticket", ticket)),
                _ => fair.Owner.GetAsync($"/v1/events/{fair.EventId}"),
            });
    }

    private static object Links(string type, string id) => new { data = new[] { new { type, id } } };
}
