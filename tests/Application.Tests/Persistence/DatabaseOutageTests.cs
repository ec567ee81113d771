using Npgsql;
using NUnit.Framework;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Tests.Persistence;

/// <summary>Which errors of PostgreSQL are answered 503, so that clients send the request again.</summary>
public sealed class DatabaseOutageTests
{
    [TestCase("57P01", Description = "admin_shutdown")]
    [TestCase("53300", Description = "too_many_connections")]
    [TestCase("25006", Description = "read_only_sql_transaction")]
    [TestCase("57014", Description = "query_canceled: the statement waited longer than its limit")]
    [TestCase("25P03", Description = "idle_in_transaction_session_timeout")]
    public void An_error_of_a_database_that_cannot_work_now_is_an_outage(string state) =>
        Assert.That(DatabaseOutage.IsCauseOf(ErrorOf(state)));

    [TestCase("23505", Description = "unique_violation")]
    [TestCase("42601", Description = "syntax_error")]
    [TestCase("25P02", Description = "in_failed_sql_transaction")]
    public void An_error_of_the_statement_is_none(string state) => Assert.That(DatabaseOutage.IsCauseOf(ErrorOf(state)), Is.False);

    private static InvalidOperationException ErrorOf(string state) => new("EF", new PostgresException("text", "ERROR", "ERROR", state));
}
