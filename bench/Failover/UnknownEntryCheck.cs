using OpenEvent.Rush;

namespace OpenEvent.Failover;

/// <summary>Checks that servers keep entries of the outbox that they do not know, as those of a newer version are.</summary>
internal sealed class UnknownEntryCheck(DatabaseProbe database)
{
    /// <param name="key">Distinguishes the entries.</param>
    public Task AddAsync(string key) =>
        database.ExecuteAsync(
            $$"""
            INSERT INTO outbox (kind, key, payload, state, attempts, available_at)
            VALUES ('{{DocumentDelivery.UnknownKind}}', '{{key}}', '{}', 'Waiting', 0, now())
            """
        );

    /// <param name="isUpgraded">Whether servers of a former version have seen the first entry. They may have counted attempts.</param>
    public async Task VerifyAsync(ScenarioReport report, bool isUpgraded)
    {
        var first = await StateOfAsync("before");
        report.Require(
            "unknown entry from before the upgrade",
            isUpgraded ? first.StartsWith("Waiting", StringComparison.Ordinal) : first == "Waiting 0",
            first
        );
        var last = await StateOfAsync("after");
        report.Require("unknown entry from after the upgrade", last == "Waiting 0", last);
        report.Expect(
            "entries of the servers that one of them did not know",
            await database.CountAsync(
                $"SELECT count(*) FROM outbox WHERE kind <> '{DocumentDelivery.UnknownKind}' AND last_error LIKE '%does not know%'"
            ),
            0
        );
    }

    private Task<string> StateOfAsync(string key) =>
        database.TextAsync(
            $"""
            SELECT coalesce((SELECT concat(state, ' ', attempts) FROM outbox
                WHERE kind = '{DocumentDelivery.UnknownKind}' AND key = '{key}'), 'gone')
            """
        );
}
