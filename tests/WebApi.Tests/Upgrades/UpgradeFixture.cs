using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Resources;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Upgrades;

/// <summary>The start of this version upgrades a database of an earlier version and loses nothing of it.</summary>
/// <param name="file">The recorded database (<see cref="LandedDatabase"/>).</param>
public abstract class UpgradeFixture(string file)
{
    /// <summary>Types of which a list has the caller's own rows, and the caller of these tests has none.</summary>
    private static readonly string[] OwnRows = ["import-jobs", "user-favourite-events", "user-favourite-sessions"];

    /// <summary>Columns that an upgrade may change or drop, as <c>table.column</c>. docs/upgrade.md explains each.</summary>
    private static readonly string[] ChangedColumns = ["access_codes.code_key", "payments.check_at", "payments.checks"];

    private Dictionary<string, List<string>> _before = null!;
    private Dictionary<string, List<string>> _after = null!;

    private List<string> _wrongLists = null!;

    protected OpenEventServer Server { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task UpgradeAsync()
    {
        var database = await LandedDatabase.RestoreAsync(file);
        await PrepareAsync(database.ConnectionString);
        _before = await LandedDatabase.ReadAsync(database.ConnectionString);
        await DatabaseMigration.RunAsync(database.ConnectionString);
        _after = await LandedDatabase.ReadAsync(database.ConnectionString);
        Server = await OpenEventServer.StartOnAsync(
            database,
            // The recorded rows grow older.
            "--Retention:LabCallDays=0",
            "--Retention:LabRunDays=0",
            "--Retention:BookingDays=0",
            "--Retention:NotificationDays=0",
            "--Retention:EmailDays=0"
        );
        _wrongLists = await FindWrongListsAsync();
    }

    /// <summary>Changes rows of the recorded database before the upgrade.</summary>
    protected virtual Task PrepareAsync(string connectionString) => Task.CompletedTask;

    [OneTimeTearDown]
    public ValueTask StopAsync() => Server.DisposeAsync();

    [Test]
    public void The_recorded_database_has_a_row_in_every_table() =>
        Assert.That(_before.Where(table => table.Value.Count == 0).Select(table => table.Key), Is.Empty);

    [Test]
    public void Every_row_of_every_table_keeps_its_values() => Assert.That(FindLosses(_before, _after), Is.Empty);

    [Test]
    public void A_lost_row_a_changed_value_and_a_dropped_table_are_detected()
    {
        var before = Table("""{"id": 1, "question": "Where?"}""");
        Assert.That(FindLosses(before, Table("""{"id": 1, "question": "Where?", "position": 0}""")), Is.Empty);
        Assert.That(FindLosses(before, Table()), Is.Not.Empty);
        Assert.That(FindLosses(before, Table("""{"id": 1, "question": "When?"}""")), Is.Not.Empty);
        Assert.That(FindLosses(before, Table("""{"id": 1}""")), Is.Not.Empty);
        Assert.That(FindLosses(before, []), Is.Not.Empty);
    }

    [Test]
    public void Every_type_is_served_with_as_many_rows_as_before() => Assert.That(_wrongLists, Is.Empty);

    [Test]
    public async Task E_mails_that_waited_in_the_outbox_of_the_former_version_are_delivered()
    {
        var waiting = _before["outbox"].Count(row => JsonDocument.Parse(row).RootElement.GetProperty("state").GetString() == "Waiting");
        Assert.That(waiting, Is.GreaterThan(10));
        await Server.ProcessOutboxAsync();
        Assert.That(await Server.SqlAsync<long>("SELECT count(*) FROM outbox WHERE state <> 'Done'"), Is.Zero);
        var verification = await Server.SqlAsync<string>(
            "SELECT message FROM mails WHERE recipient = 'owner-alpha@example.org' AND action = 'user_confirmation'"
        );
        Assert.That(verification, Does.Contain("/verify?token="));
    }

    [Test]
    public async Task Stripe_keys_that_the_former_version_encrypted_still_open()
    {
        var secrets = Server.App.Services.GetRequiredService<ISecrets>();
        var rows = _before["stripe_authorizations"].Select(row => JsonDocument.Parse(row).RootElement).ToList();
        Assert.That(rows, Is.Not.Empty);
        foreach (var row in rows)
        {
            var key = row.GetProperty("sealed_access_token").GetString()!;
            Assert.That(await secrets.DecryptAsync("stripe", key, default), Does.StartWith("sk_"));
            Assert.That(await secrets.DecryptAsync("another purpose", key, default), Is.Null);
        }
    }

    /// <summary>The lists that do not count the rows of before. It runs before any test adds rows.</summary>
    private async Task<List<string>> FindWrongListsAsync()
    {
        var resources = Server.App.Services.GetRequiredService<ResourceCatalog>().All.Where(r => _before.ContainsKey(TableOf(r))).ToList();
        Assert.That(resources, Has.Count.GreaterThan(30));
        List<string> wrong = [];
        foreach (var resource in resources)
        {
            if (OwnRows.Contains(resource.Path))
                continue;
            var response = await Server.Admin.GetAsync($"/v1/{resource.Path}?page[size]=1");
            if (response.Status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed)
                continue; // The type has no list.
            if (response.Status == HttpStatusCode.OK && response.Data.ValueKind == JsonValueKind.Object)
                continue; // The platform has one row of the type, e.g. the sizes of pictures.
            var expected = _before[TableOf(resource)].Count(row => !IsDeleted(row));
            var count = response.Status == HttpStatusCode.OK ? response.Json.GetProperty("meta").GetProperty("count").GetInt32() : -1;
            // A newer version adds settings for its kinds of messages.
            var mayGrow = resource.Path is "message-settings" or "notification-settings";
            if (mayGrow ? count < expected : count != expected)
                wrong.Add($"{resource.Path}: {(int)response.Status}, {count} rows instead of {expected}");
        }

        return wrong;
    }

    private static string TableOf(Resource resource) => resource.Path.Replace('/', '_').Replace('-', '_');

    private static bool IsDeleted(string row) =>
        JsonDocument.Parse(row).RootElement.TryGetProperty("deleted_at", out var at) && at.ValueKind != JsonValueKind.Null;

    private static Dictionary<string, List<string>> Table(params string[] rows) => new() { ["faqs"] = [.. rows] };

    /// <summary>The rows of before that are not among the rows of after, compared by the columns that they had before.</summary>
    private static List<string> FindLosses(Dictionary<string, List<string>> before, Dictionary<string, List<string>> after)
    {
        List<string> losses = [];
        foreach (var (table, rows) in before)
        {
            var candidates = after.GetValueOrDefault(table, []).Select(Parse).ToList();
            foreach (var row in rows)
            {
                var values = Parse(row).Where(column => !ChangedColumns.Contains($"{table}.{column.Key}")).ToList();
                var match = candidates.FindIndex(c => values.TrueForAll(v => c.TryGetValue(v.Key, out var now) && now == v.Value));
                if (match < 0)
                    losses.Add($"{table}: {row}");
                else
                    candidates.RemoveAt(match);
            }
        }

        return losses;
    }

    private static Dictionary<string, string> Parse(string row) =>
        JsonDocument.Parse(row).RootElement.EnumerateObject().ToDictionary(column => column.Name, column => column.Value.GetRawText());
}
