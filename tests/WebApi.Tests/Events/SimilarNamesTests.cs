using System.Net;
using Microsoft.Extensions.Logging;
using Npgsql;
using NUnit.Framework;
using OpenEvent.Infrastructure.Persistence;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Events;

/// <summary>A database whose role may not create the extension <c>pg_trgm</c> (docs/reference/events.md).</summary>
public sealed class SimilarNamesTests : ServerFixture
{
    [Test]
    public async Task A_missing_extension_is_logged_and_the_search_finds_words()
    {
        var database = new NpgsqlConnectionStringBuilder(Server.ConnectionString).Database;
        await Server.SqlAsync("DROP EXTENSION IF EXISTS pg_trgm CASCADE");
        await using var source = NpgsqlDataSource.Create(Server.ConnectionString);
        var log = new WarningLog();
        var names = new SimilarNames(source, log);
        await Server.SqlAsync($"REVOKE CREATE ON DATABASE {database} FROM CURRENT_USER");
        await names.CreateAsync(CancellationToken.None);
        Assert.That(names.AreAvailable, Is.False);
        Assert.That(log.Warnings, Has.Exactly(1).Contains("pg_trgm").And.Exactly(1).Contains("CREATE EXTENSION"));
        await using (var started = await Server.StartAnotherNodeAsync())
            Assert.That((await started.Anonymous.GetAsync("/v1/search/events?q=summit")).Status, Is.EqualTo(HttpStatusCode.OK));

        await Server.SqlAsync($"GRANT CREATE ON DATABASE {database} TO CURRENT_USER");
        await names.CreateAsync(CancellationToken.None);
        Assert.That((names.AreAvailable, log.Warnings.Count), Is.EqualTo((true, 1)), "a control");
    }

    private sealed class WarningLog : ILogger<SimilarNames>
    {
        public List<string> Warnings { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (logLevel == LogLevel.Warning)
                Warnings.Add(formatter(state, exception));
        }
    }
}
