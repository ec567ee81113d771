using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Npgsql;
using OpenEvent.Infrastructure;
using OpenEvent.Testing;

namespace OpenEvent.WebApi.Tests.Harness;

/// <summary>
/// The whole server, in this process, on a port and a database of its own. Its outbox is not worked off, so that tests may look into it; those about what
/// comes out of it say <c>--Outbox:AtOnce=4</c>. It has no lab device unless they say so.
/// </summary>
public sealed class OpenEventServer : IAsyncDisposable
{
    public const string AdminEmail = "admin@example.org";
    public const string Password = "correct horse";

    private readonly TestDatabase _database;
    private readonly bool _ownsDatabase;
    private readonly string _folder;
    private int _userCount;

    private OpenEventServer(TestDatabase database, bool ownsDatabase, string folder, WebApplication app)
    {
        (_database, _ownsDatabase, _folder, App) = (database, ownsDatabase, folder, app);
        Anonymous = new ApiClient(new HttpClient { BaseAddress = new Uri(app.Urls.First()) }, null);
    }

    public WebApplication App { get; }

    public ApiClient Anonymous { get; }

    public ApiClient Admin { get; private set; } = null!;

    public string DataDirectory => _folder;

    public string ConnectionString => _database.ConnectionString;

    public static Task<OpenEventServer> StartAsync(params string[] settings) => StartAsync(null, settings);

    public static async Task<OpenEventServer> StartAsync(Action<WebApplicationBuilder>? configure, params string[] settings) =>
        await StartOnAsync(await TestDatabase.CreateAsync(DatabaseTemplates.Migrated), ownsDatabase: true, configure, settings);

    /// <summary>A second node on the first one's database, which stays the first one's.</summary>
    public Task<OpenEventServer> StartAnotherNodeAsync(params string[] settings) =>
        StartOnAsync(_database, ownsDatabase: false, null, settings);

    /// <summary>A server on a database that the test has prepared. The database is dropped with the server.</summary>
    public static Task<OpenEventServer> StartOnAsync(TestDatabase database, params string[] settings) =>
        StartOnAsync(database, ownsDatabase: true, null, settings);

    private static async Task<OpenEventServer> StartOnAsync(
        TestDatabase database,
        bool ownsDatabase,
        Action<WebApplicationBuilder>? configure,
        string[] settings
    )
    {
        var folder = Directory.CreateTempSubdirectory("openevent-web-").FullName;
        var app = await WebApi.Program.BuildAsync(
            [
                "--urls",
                "http://127.0.0.1:0",
                "--environment",
                "Development",
                "--Log:Level=Warning",
                $"--Database:ConnectionString={database.ConnectionString}",
                $"--Data:Directory={folder}",
                $"--Admin:Email={AdminEmail}",
                $"--Admin:Password={Password}",
                "--Auth:HashMemoryKiB=1024",
                .. Unless("--Outbox:AtOnce", "--Outbox:AtOnce=0"),
                .. Unless("--Lab:Device", "--Lab:Device=none"),
                .. settings,
            ],
            configure
        );
        await app.StartAsync();
        var server = new OpenEventServer(database, ownsDatabase, folder, app);
        server.Admin = await server.SignInAsync(AdminEmail);
        return server;

        string[] Unless(string said, string otherwise) =>
            settings.Any(s => s.StartsWith(said, StringComparison.Ordinal)) ? [] : [otherwise];
    }

    public async Task<ApiClient> SignInAsync(string email, string password = Password)
    {
        var answer = await Anonymous.Http.PostAsJsonAsync("/auth/session", new { email, password });
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{email} cannot sign in: {json}");
        return new ApiClient(new HttpClient { BaseAddress = Anonymous.Http.BaseAddress }, json.GetProperty("access_token").GetString());
    }

    /// <summary>A registered person, verified unless said otherwise, signed in.</summary>
    public async Task<ApiClient> RegisterUserAsync(bool verified = true, string? email = null)
    {
        email ??= $"person{Interlocked.Increment(ref _userCount)}@example.org";
        var user = await Anonymous.CreateAsync("user", new { email, password = Password });
        var id = user.Id();
        if (verified)
            await SqlAsync($"UPDATE users SET is_verified = true WHERE id = {id}");
        var client = await SignInAsync(email);
        client.UserId = long.Parse(id, System.Globalization.CultureInfo.InvariantCulture);
        client.Email = email;
        return client;
    }

    public async Task<int> SqlAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }

    public async Task<T> SqlAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        if (_ownsDatabase)
            await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static class DatabaseTemplates
    {
        public static readonly DatabaseTemplate Migrated = new(
            string.Join(',', PersistenceServices.MigrationNames),
            DatabaseMigration.RunAsync
        );
    }
}
