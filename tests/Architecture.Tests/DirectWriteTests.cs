using System.Reflection;
using Mono.Cecil;
using NUnit.Framework;
using OpenEvent.Application.Common;

namespace OpenEvent.Architecture.Tests;

/// <summary>
/// Statements that bypass the change tracker are in listed places, each with a test (docs/decisions/032). <see cref="DirectWrites"/> lists
/// those of use cases. This class lists the code of Infrastructure that runs SQL itself.
/// </summary>
public class DirectWriteTests
{
    /// <summary>The methods of EF that send a statement without the change tracker.</summary>
    private static readonly string[] StatementMethods = ["ExecuteUpdate", "ExecuteDelete", "ExecuteSql", "FromSql", "SqlQuery"];

    /// <summary>They run the statements of <see cref="DirectWrites"/>.</summary>
    private static readonly string[] RunListedStatements =
    [
        "OpenEventDb",
        "OutboxClaims",
        "PostgresEventSearch",
        "StoredFileReferences",
        "VisitorCacheInterceptor",
    ];

    /// <summary>Types that use Npgsql commands: what each writes, and the test that runs it.</summary>
    private static readonly Dictionary<string, (string Writes, string Test)> RawSql = new()
    {
        ["BulkInserter"] = (
            "New rows, which OpenEventDb has compared with the grants, and the log of changes.",
            "BulkInserterTests.Every_column_of_an_order_and_its_attendee_and_ticket_line_is_stored"
        ),
        ["CommitInterceptor"] = ("Nothing: it commits.", "FailoverTests.Nothing_is_confirmed_or_visible_before_the_standby_has_it"),
        ["Database"] = ("A time limit of the session.", "ReplicaTests.A_statement_on_the_replica_has_a_time_limit_that_PostgreSQL_keeps"),
        ["DatabaseProbe"] = ("Nothing.", "DatabaseOutageTests.Killed_database_is_restarted_and_no_request_gets_a_dead_connection"),
        ["EmbeddedPostgres"] = ("The database itself, at the first start.", "EmbeddedPostgresTests."),
        ["IdempotentAnswerStore"] = (
            "Stored answers of the caller's own requests.",
            "IdempotencyTests.Effect_and_response_commit_together"
        ),
        ["InsertPlan"] = ("See BulkInserter.", "BulkInserterTests.Every_column_of_an_order_and_its_attendee_and_ticket_line_is_stored"),
        ["InterruptedCallsJob"] = (
            "The log of lab calls, by a job.",
            "InterruptedCallsTests.Calls_of_a_killed_server_are_interrupted_and_those_of_a_running_one_are_not"
        ),
        ["InterruptedRunsJob"] = (
            "The state of runs of scripts, by a job.",
            "InterruptedRunsTests.Runs_of_a_killed_server_are_interrupted_and_those_of_a_running_one_are_not"
        ),
        ["JobTable"] = ("The schedule of jobs, which no client writes.", "JobSchedulerTests."),
        ["LastAccessRecorder"] = ("A stamp.", "AccountTests."),
        ["OpenEventDb"] = ("The statements of DirectWrites.", "StatementGrantTests.A_listed_statement_needs_its_grant"),
        ["OrderMonitor"] = ("Nothing.", "OperatorWarningTests.Orders_are_measured_by_status"),
        ["OutboxClaims"] = (
            "The state of the entry that an attempt has claimed.",
            "OutboxFailureTests.More_unknown_entries_than_a_server_remembers_are_quarantined_and_tried_again_by_a_server_that_starts"
        ),
        ["OutboxInterceptor"] = ("New entries.", "FreeTicketTests.Completed_checkout_emails_a_scannable_ticket_to_each_attendee"),
        ["RowLocks"] = ("Nothing: it locks.", "LockOrderTests."),
        ["OutboxConnection"] = (
            "Locks, and the state of quarantined entries at the start.",
            "OutboxFailureTests.More_unknown_entries_than_a_server_remembers_are_quarantined_and_tried_again_by_a_server_that_starts"
        ),
        ["OutboxMonitor"] = ("Nothing.", "OperatorWarningTests."),
        ["PostgresAccountLookup"] = ("Nothing.", "TokenTests.A_token_of_a_blocked_deleted_or_revoked_account_is_401"),
        ["PostgresCallLog"] = (
            "The log of lab calls, which no client writes.",
            "FunctionsTests.Every_call_is_on_record_for_its_user_and_for_staff"
        ),
        ["PostgresRunLog"] = (
            "The state and the output of runs of scripts, which no client writes.",
            "ScriptRunsTests.A_run_calls_the_device_shows_its_elements_and_is_recorded"
        ),
        ["TableSizes"] = ("Nothing.", "ReadCostTests.A_page_that_is_too_large_is_rejected"),
        ["SimilarNames"] = ("An index and a function, at the start.", "EventSearchTests.Events_are_found_by_their_words"),
        ["PostgresIdempotency"] = ("Locks and savepoints.", "IdempotencyTests.Ten_concurrent_requests_with_one_key_have_one_effect"),
        ["PostgresKeyRepository"] = ("The keys of the server, which no client writes.", "ProtectedSecretsTests."),
        ["PostgresThrottle"] = ("Counters of attempts.", "SignInTests.Throttle_counters_contain_no_plain_addresses"),
        ["ProtectedSecrets"] = ("A lock while the first key is made.", "ProtectedSecretsTests."),
        ["PostgresTestDatabase"] = ("All rows, in testing mode.", "ResetTests.Every_table_has_the_rows_of_the_start_again"),
        ["RowTemplate"] = ("See PostgresTestDatabase.", "ResetTests.Every_table_has_the_rows_of_the_start_again"),
        ["TableOrder"] = ("Nothing.", "ResetTests.Every_table_has_the_rows_of_the_start_again"),
        ["TestSchema"] = ("The schemas of testing mode.", "TimeTravelTests.The_database_has_the_time_of_the_clock"),
        ["RetentionJob"] = ("Old records, by a job.", "RetentionTests."),
        ["SchemaUpgrade"] = (
            "The comment of the table of migrations, at startup.",
            "SchemaUpgradeTests.A_start_that_waits_for_a_lock_says_who_holds_it"
        ),
        ["ServerSecret"] = (
            "The server's secret, at the first start.",
            "TokenTests.A_token_of_a_blocked_deleted_or_revoked_account_is_401"
        ),
        ["SessionLockClaim"] = (
            "Locks.",
            "IdempotencyTests.A_key_in_use_is_409_with_retry_after_and_is_released_when_its_holder_is_killed"
        ),
        ["PrimaryPosition"] = ("Nothing.", "ReplicaTests.A_replica_that_is_too_far_behind_is_not_used_until_it_has_caught_up"),
        ["ReplicaPosition"] = ("Nothing.", "ReplicaTests.A_replica_that_is_too_far_behind_is_not_used_until_it_has_caught_up"),
        ["VisitorCacheListener"] = ("Nothing: it listens.", "VisitorCacheTests.What_was_hidden_is_gone_on_every_node"),
    };

    private static readonly Lazy<string> TestSources = new(() =>
        string.Join('\n', Sources.Files("tests").Select(f => $"{Path.GetFileName(f)}\n{File.ReadAllText(f)}"))
    );

    [Test]
    public void Only_listed_types_send_statements_of_EF() =>
        Assert.That(
            CompiledCode.Projects.SelectMany(CompiledCode.Types).Where(SendsStatement).Select(t => t.Name),
            Is.EquivalentTo(RunListedStatements)
        );

    [Test]
    public void Only_listed_types_use_commands_of_Npgsql() =>
        Assert.That(
            CompiledCode.Projects.SelectMany(CompiledCode.Types).Where(UsesCommand).Select(t => t.Name),
            Is.EquivalentTo(RawSql.Keys)
        );

    [Test]
    public void Every_statement_has_a_reason_and_a_test_that_exists()
    {
        var listed = typeof(DirectWrites)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => (DirectWrite)f.GetValue(null)!)
            .ToList();
        Assert.That(listed, Has.Count.GreaterThan(20));
        Assert.That(listed.Where(w => w.Reason.Length == 0 || w.Writes.Length == 0).Select(w => w.Name), Is.Empty);
        Assert.That(listed.Where(w => !Exists(w.Test)).Select(w => $"{w.Name}: {w.Test}"), Is.Empty);
        Assert.That(RawSql.Where(r => !Exists(r.Value.Test)).Select(r => $"{r.Key}: {r.Value.Test}"), Is.Empty);
        Assert.That(Exists("WriteGrantTests.No_such_test"), Is.False, "a control");
    }

    [Test]
    public void Every_listed_statement_is_used()
    {
        var used = string.Join(
            '\n',
            Sources.Files("src").Where(f => !f.EndsWith("DirectWrites.cs", StringComparison.Ordinal)).Select(File.ReadAllText)
        );
        Assert.That(
            typeof(DirectWrites)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Where(f => !used.Contains($"DirectWrites.{f.Name}", StringComparison.Ordinal))
                .Select(f => f.Name),
            Is.Empty
        );
    }

    [Test]
    public void Statement_test_detects_violations() =>
        Assert.That(CompiledCode.WrongTypes.Where(SendsStatement).Select(t => t.Name), Is.EquivalentTo(["BypassesChangeTracker"]));

    private static bool SendsStatement(TypeDefinition type) =>
        CompiledCode
            .MembersUsedBy(type)
            .Any(m =>
                m.DeclaringType?.Namespace.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) == true
                && StatementMethods.Any(name => m.Name.StartsWith(name, StringComparison.Ordinal))
            );

    private static bool UsesCommand(TypeDefinition type) =>
        CompiledCode
            .TypesUsedBy(type)
            .Any(t =>
                t.FullName is "Npgsql.NpgsqlCommand" or "Npgsql.NpgsqlBatch" or "Npgsql.NpgsqlBatchCommand" or "Npgsql.NpgsqlBinaryImporter"
            );

    private static bool Exists(string test)
    {
        var (fixture, method) = (
            test[..test.IndexOf('.', StringComparison.Ordinal)],
            test[(test.IndexOf('.', StringComparison.Ordinal) + 1)..]
        );
        return TestSources.Value.Contains($"class {fixture}", StringComparison.Ordinal)
            && (method.Length == 0 || TestSources.Value.Contains($" {method}(", StringComparison.Ordinal));
    }
}
