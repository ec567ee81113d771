using Mono.Cecil;
using NUnit.Framework;

namespace OpenEvent.Architecture.Tests;

/// <summary>
/// A request holds one database connection at a time, that of its database context (docs/decisions/026-limits.md). Only the listed types
/// open connections of their own: at startup, in jobs, and before a request has one.
/// </summary>
public class ConnectionTests
{
    private static readonly string[] OpenConnectionsOfTheirOwn =
    [
        "Database",
        "DatabaseMonitor",
        "DatabaseProbe",
        "InterruptedCallsJob",
        "InterruptedRunsJob",
        "JobScheduler",
        "LastAccessRecorder",
        "OrderMonitor",
        "OutboxConnection",
        "OutboxMonitor",
        "OutboxWorker",
        "PersistenceServices",
        "PostgresAccountLookup",
        "PostgresConnector",
        "PostgresRunLog",
        "PostgresTestDatabase",
        "Program",
        "ProtectedSecrets",
        "ReplicaHost",
        "RetentionJob",
        "SchemaUpgrade",
        "ServerSecret",
        "SimilarNames",
        "TableSizes",
        "TestSchema",
        "TestingServices",
    ];

    [Test]
    public void Only_listed_types_use_the_data_source() =>
        Assert.That(CompiledCode.Projects.SelectMany(CompiledCode.Types).SelectMany(FindUsers), Is.EquivalentTo(OpenConnectionsOfTheirOwn));

    [Test]
    public void Connection_test_detects_violations() =>
        Assert.That(CompiledCode.WrongTypes.SelectMany(FindUsers), Is.EquivalentTo(["OpensConnection"]));

    private static IEnumerable<string> FindUsers(TypeDefinition type) =>
        CompiledCode.TypesUsedBy(type).Any(t => t.FullName == "Npgsql.NpgsqlDataSource") ? [type.Name] : [];
}
