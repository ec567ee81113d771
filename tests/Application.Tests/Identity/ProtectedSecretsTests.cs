using System.Buffers.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NUnit.Framework;
using OpenEvent.Application.Identity;
using OpenEvent.Infrastructure;
using OpenEvent.Infrastructure.Persistence;
using OpenEvent.Testing;

namespace OpenEvent.Application.Tests.Identity;

public sealed class ProtectedSecretsTests
{
    private const string Secret = "a configured secret of thirty-two bytes";

    // Encrypted with Secret by the version before Data Protection, for the purpose "stripe".
    private const string EarlierText = "l8j26O1DpjdDtcP0JOukLtEKujfMIo5cQkBZc8LhTRtddUaXL1USxVZq9w";

    private TestDatabase _database = null!;
    private readonly List<ServiceProvider> _nodes = [];

    [SetUp]
    public async Task CreateDatabaseAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await ExecuteAsync(
            """
            CREATE TABLE secrets (name text PRIMARY KEY, value bytea NOT NULL);
            CREATE TABLE data_protection_keys (name text PRIMARY KEY, xml text NOT NULL)
            """
        );
    }

    [TearDown]
    public async Task DropDatabaseAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
        _nodes.Clear();
        await _database.DisposeAsync();
    }

    [TestCase(null)]
    [TestCase(Secret)]
    public async Task A_text_that_one_node_encrypts_another_node_decrypts(string? secret)
    {
        var text = await (await StartNodeAsync(secret)).EncryptAsync("stripe", "sk_test_Ωδ", default);
        var other = await StartNodeAsync(secret);
        Assert.That(await other.DecryptAsync("stripe", text, default), Is.EqualTo("sk_test_Ωδ"));
        Assert.That(text, Does.Match(@"\A[A-Za-z0-9_-]+\z"), "it fits into a link");
    }

    [Test]
    public async Task Nodes_that_start_at_once_share_one_key()
    {
        var nodes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => StartNodeAsync(null))));
        Assert.That(await QueryAsync<long>("SELECT count(*) FROM data_protection_keys"), Is.EqualTo(1));
        var text = await nodes[0].EncryptAsync("p", "x", default);
        foreach (var node in nodes)
            Assert.That(await node.DecryptAsync("p", text, default), Is.EqualTo("x"));
    }

    [Test]
    public async Task A_text_of_the_version_before_data_protection_is_decrypted()
    {
        var secrets = await StartNodeAsync(Secret);
        Assert.That(await secrets.DecryptAsync("stripe", EarlierText, default), Is.EqualTo("sk_test_earlier"));
        Assert.That(await secrets.DecryptAsync("address undo", EarlierText, default), Is.Null, "another purpose");
    }

    [Test]
    public async Task An_altered_or_foreign_text_gives_null()
    {
        var secrets = await StartNodeAsync(null);
        var text = await secrets.EncryptAsync("p", "hello", default);
        Assert.That(await secrets.DecryptAsync("another purpose", text, default), Is.Null);
        var bytes = Base64Url.DecodeFromChars(text);
        for (var i = 0; i < bytes.Length; i++)
        {
            byte[] altered = [.. bytes];
            altered[i] ^= 1;
            Assert.That(await secrets.DecryptAsync("p", Base64Url.EncodeToString(altered), default), Is.Null, $"byte {i}");
            Assert.That(await secrets.DecryptAsync("p", Base64Url.EncodeToString(bytes.AsSpan(0, i)), default), Is.Null, $"{i} bytes");
        }

        Assert.That(await secrets.DecryptAsync("p", Base64Url.EncodeToString(bytes), default), Is.EqualTo("hello"));

        foreach (var garbage in new[] { "", "=", "CfDJ8", "not base64 ü", new string('A', 1000), text + "AA" })
            Assert.That(await secrets.DecryptAsync("p", garbage, default), Is.Null, garbage);
    }

    [Test]
    public async Task With_a_configured_secret_the_stored_keys_are_encrypted_with_it()
    {
        var text = await (await StartNodeAsync(Secret)).EncryptAsync("p", "x", default);
        var xml = await QueryAsync<string>("SELECT xml FROM data_protection_keys");
        Assert.That(xml, Does.Contain("encryptedText").And.Not.Contain("masterKey"));
        Assert.That(await (await StartNodeAsync("another secret of at least thirty-two bytes")).DecryptAsync("p", text, default), Is.Null);
        Assert.That(await (await StartNodeAsync(Secret)).DecryptAsync("p", text, default), Is.EqualTo("x"));
    }

    [Test]
    public async Task A_secret_that_is_configured_later_leaves_earlier_keys_readable()
    {
        var text = await (await StartNodeAsync(null)).EncryptAsync("p", "x", default);
        Assert.That(await (await StartNodeAsync(Secret)).DecryptAsync("p", text, default), Is.EqualTo("x"));
    }

    /// <summary>The type that decrypts is stored by name, so a renamed one would make all texts unreadable.</summary>
    [Test]
    public async Task A_key_ring_that_was_recorded_still_opens()
    {
        await ExecuteAsync($"INSERT INTO data_protection_keys VALUES ('key-recorded', '{RecordedKeyRing.Xml}')");
        var secrets = await StartNodeAsync(Secret);
        Assert.That(await secrets.DecryptAsync("stripe", RecordedKeyRing.Text, default), Is.EqualTo("sk_test_recorded"));
    }

    private async Task<ISecrets> StartNodeAsync(string? secret)
    {
        var database = await Database.OpenAsync(
            _database.ConnectionString,
            new EmbeddedPostgresOptions { DataDirectory = "" },
            "test",
            NullLoggerFactory.Instance,
            default
        );
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(_ => database)
            .AddSingleton(database.DataSource)
            .AddSingleton(new AuthSettings { Secret = secret });
        SecurityServices.AddSecrets(services);
        var node = services.BuildServiceProvider();
        lock (_nodes)
            _nodes.Add(node);
        await SecurityServices.LoadSecretsAsync(node, default);
        return node.GetRequiredService<ISecrets>();
    }

    private Task ExecuteAsync(string sql) => QueryAsync<object?>(sql);

    private async Task<T> QueryAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(_database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
