using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpenEvent.Infrastructure.Persistence;
using OpenEvent.Testing;

namespace OpenEvent.WebApi.Tests.Harness;

/// <summary>
/// The complete server in the test process, with its own port and database. It does not process the outbox, so that tests can read the
/// entries; the setting <c>--Outbox:AtOnce=4</c> turns processing on. It has no lab device unless a setting adds one.
/// </summary>
public sealed class OpenEventServer : IAsyncDisposable
{
    public const string AdminEmail = "admin@example.org";
    public const string Password = "correct horse";

    /// <summary>
    /// EF's own cache has room for about 1,000 queries. The tests of all routes and roles send more, and compiled most of them again and
    /// again. All servers of the process share it.
    /// </summary>
    private static readonly MemoryCache CompiledQueries = new(new MemoryCacheOptions { SizeLimit = 1_000_000 });

    private readonly TestDatabase _database;
    private readonly bool _ownsDatabase;
    private readonly string _folder;
    private WebApplication? _app;
    private int _userCount;

    private OpenEventServer(TestDatabase database, bool ownsDatabase, string folder, WebApplication app)
    {
        _database = database;
        _ownsDatabase = ownsDatabase;
        _folder = folder;
        _app = app;
        Anonymous = new ApiClient(new HttpClient { BaseAddress = new Uri(app.Urls.First()) }, null);
    }

    public WebApplication App => _app ?? throw new ObjectDisposedException(nameof(OpenEventServer));

    public ApiClient Anonymous { get; }

    public ApiClient Admin { get; private set; } = null!;

    public string DataDirectory => _folder;

    public string ConnectionString => _database.ConnectionString;

    public static Task<OpenEventServer> StartAsync(params string[] settings) => StartAsync(null, settings);

    public static async Task<OpenEventServer> StartAsync(Action<WebApplicationBuilder>? configure, params string[] settings) =>
        await StartOnAsync(await CreateDatabaseAsync(), ownsDatabase: true, configure, settings);

    /// <summary>
    /// A database of a server that has started once: it has the rows that every database has and the administrator, and its jobs have run.
    /// </summary>
    public static Task<TestDatabase> CreateDatabaseAsync() => TestDatabase.CreateAsync(StartedTemplate.Instance);

    /// <summary>Starts a second node on the database of this server. Disposing the second node keeps the database.</summary>
    public Task<OpenEventServer> StartAnotherNodeAsync(params string[] settings) => StartAnotherNodeAsync(null, settings);

    public Task<OpenEventServer> StartAnotherNodeAsync(Action<WebApplicationBuilder>? configure, params string[] settings) =>
        StartOnAsync(_database, ownsDatabase: false, configure, settings);

    /// <summary>A server on a database that the test has prepared. The database is dropped with the server.</summary>
    public static Task<OpenEventServer> StartOnAsync(TestDatabase database, params string[] settings) =>
        StartOnAsync(database, ownsDatabase: true, null, settings);

    /// <param name="ownsDatabase">Whether the database is dropped with the server.</param>
    public static async Task<OpenEventServer> StartOnAsync(
        TestDatabase database,
        bool ownsDatabase,
        Action<WebApplicationBuilder>? configure,
        string[] settings
    )
    {
        var folder = Directory.CreateTempSubdirectory("openevent-web-").FullName;
        var app = await WebApi.Program.BuildAsync(SettingsFor(database.ConnectionString, folder, settings), builder =>
        {
            builder.Services.ConfigureDbContext<OpenEventDb>(options => options.UseMemoryCache(CompiledQueries));
            configure?.Invoke(builder);
        });
        await app.StartAsync();
        var server = new OpenEventServer(database, ownsDatabase, folder, app);
        server.Admin = await server.SignInAsync(AdminEmail);
        return server;
    }

    /// <summary>The arguments of a server: the settings, and for others the defaults of tests.</summary>
    internal static string[] SettingsFor(string connectionString, string folder, params string[] settings)
    {
        return
        [
            "--urls",
            "http://127.0.0.1:0",
            "--environment",
            "Development",
            "--Log:Level=Warning",
            $"--Database:ConnectionString={connectionString}",
            $"--Data:Directory={folder}",
            $"--Admin:Email={AdminEmail}",
            $"--Admin:Password={Password}",
            "--Auth:HashMemoryKiB=1024",
            // All users of a fixture share one client address. Tests of the limits set them.
            .. Default("--Auth:RegistrationsPerAddressAndHour", "--Auth:RegistrationsPerAddressAndHour=100000"),
            .. Default("--Auth:EmailsPerAccountAndHour", "--Auth:EmailsPerAccountAndHour=100000"),
            .. Default("--Auth:EmailsPerAddressAndHour", "--Auth:EmailsPerAddressAndHour=100000"),
            .. Default("--Auth:EmailsPerRecipientAndHour", "--Auth:EmailsPerRecipientAndHour=100000"),
            .. Default("--Orders:OpenCheckoutsPerUser", "--Orders:OpenCheckoutsPerUser=0"),
            .. Default("--Orders:HeldSeatsPerUser", "--Orders:HeldSeatsPerUser=0"),
            .. Default("--Orders:OpenCheckoutsPerAddress", "--Orders:OpenCheckoutsPerAddress=0"),
            .. Default("--Orders:HeldSeatsPerAddress", "--Orders:HeldSeatsPerAddress=0"),
            .. Default("--Orders:WrongCodesPerUser", "--Orders:WrongCodesPerUser=100000"),
            .. Default("--Orders:WrongCodesPerAddress", "--Orders:WrongCodesPerAddress=100000"),
            .. Default("--Outbox:AtOnce", "--Outbox:AtOnce=0"),
            // Tests change rows by SQL, which nodes do not hear of.
            .. Default("--VisitorCache:Megabytes", "--VisitorCache:Megabytes=0"),
            .. Default("--Lab:Device", "--Lab:Device=none"),
            .. Default("--Lab:Scripts:Enabled", "--Lab:Scripts:Enabled=false"),
            .. settings,
        ];

        string[] Default(string key, string setting) => settings.Any(s => s.StartsWith(key, StringComparison.Ordinal)) ? [] : [setting];
    }

    public async Task<ApiClient> SignInAsync(string email, string password = Password)
    {
        var answer = await Anonymous.Http.PostAsJsonAsync("/auth/session", new { email, password });
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{email} cannot sign in: {json}");
        return new ApiClient(new HttpClient { BaseAddress = Anonymous.Http.BaseAddress }, json.GetProperty("access_token").GetString());
    }

    /// <summary>Registers a user and signs in.</summary>
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

    /// <summary>
    /// A client with a token that another server has issued, with the same database or the one from which it was copied.
    /// </summary>
    public ApiClient ClientLike(ApiClient client) =>
        new(new HttpClient { BaseAddress = Anonymous.Http.BaseAddress }, client.Token) { UserId = client.UserId, Email = client.Email };

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

    /// <summary>Waits until a statement waits for a lock.</summary>
    public Task WaitForBlockedStatementAsync() => Eventually.IsTrueAsync("a statement waits for a lock", () => SqlAsync<bool>(
                """
                SELECT EXISTS (SELECT FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid WHERE NOT l.granted
                AND a.datname = current_database())
                """
            ));

    /// <summary>Runs a query that returns one id, and returns it as text.</summary>
    public async Task<string> SqlIdAsync(string sql) =>
        (await SqlAsync<long>(sql)).ToString(System.Globalization.CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        // The test framework keeps every fixture to the end of the run, and with it this object. Their servers would fill the memory.
        _app = null;
        Anonymous.Http.Dispose();
        if (_ownsDatabase)
            await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
