namespace OpenEvent.Infrastructure.Retention;

/// <summary>What is deleted after a time.</summary>
/// <param name="JobName">The name of the scheduled job.</param>
/// <param name="BatchSql">
/// Deletes or empties a batch. $1 is the time before which rows are old, $2 the size of the batch. Rows that are locked are left to the
/// next run.
/// </param>
/// <param name="GetAge">How long rows are kept. Null keeps them.</param>
internal sealed record RetentionRule(string JobName, string BatchSql, Func<RetentionSettings, TimeSpan?> GetAge)
{
    public static IReadOnlyList<RetentionRule> All { get; } =
    [
        Delete("delete-done-outbox-entries", "outbox", "state = 'Done' AND done_at < $1", s => s.OutboxDays),
        Delete("delete-given-up-outbox-entries", "outbox", "state IN ('GivenUp', 'Quarantined') AND available_at < $1", s => s.GivenUpDays),
        new(
            "erase-email-texts",
            $"UPDATE mails SET message = '' WHERE {Batch("mails", "message <> '' AND state <> 'Delayed' AND time < $1")}",
            s => ToAge(s.EmailTextDays)
        ),
        Delete("delete-emails", "mails", "state <> 'Delayed' AND time < $1", s => s.EmailDays),
        Delete("delete-lab-calls", "lab_calls", "outcome <> 'Running' AND created_at < $1", s => s.LabCallDays),
        Delete("delete-lab-runs", "lab_runs", "status NOT IN ('queued', 'running') AND created_at < $1", s => s.LabRunDays),
        Delete(
            "delete-lab-run-outputs",
            "lab_run_outputs",
            "EXISTS (SELECT 1 FROM lab_runs r WHERE r.id = run_id AND r.status NOT IN ('queued', 'running') AND r.created_at < $1)",
            s => s.LabOutputDays
        ),
        Delete("delete-lab-bookings", "lab_bookings", "ends_at < $1", s => s.BookingDays),
        Delete("delete-notifications", "notifications", "created_at < $1", s => s.NotificationDays),
        Delete("delete-activities", "activities", "time < $1", s => s.ActivityDays),
        Delete("delete-password-reset-tokens", "password_resets", "expires_at < $1", s => s.TokenDays),
        Delete("delete-verification-tokens", "email_verifications", "expires_at < $1", s => s.TokenDays),
        DeleteAfter("delete-idempotent-answers", "idempotent_answers", "created_at <= $1", IdempotentAnswerLife),
        DeleteAfter(
            "delete-erasure-confirmations",
            "outbox",
            "kind = 'account-erased' AND state <> 'Waiting' AND available_at < $1",
            TimeSpan.FromDays(7)
        ),
        DeleteAfter("delete-rate-limit-counters", "throttle_counters", "until < $1", TimeSpan.Zero),
    ];

    private static TimeSpan IdempotentAnswerLife => Persistence.IdempotentAnswerStore.RetentionPeriod;

    private static RetentionRule Delete(string jobName, string table, string condition, Func<RetentionSettings, int> getDays) =>
        new(jobName, $"DELETE FROM {table} WHERE {Batch(table, condition)}", settings => ToAge(getDays(settings)));

    /// <summary>A rule without a setting, because the period is part of the API.</summary>
    private static RetentionRule DeleteAfter(string jobName, string table, string condition, TimeSpan age) =>
        new(jobName, $"DELETE FROM {table} WHERE {Batch(table, condition)}", _ => age);

    private static string Batch(string table, string condition) =>
        $"ctid = ANY (ARRAY (SELECT ctid FROM {table} WHERE {condition} LIMIT $2 FOR UPDATE SKIP LOCKED))";

    private static TimeSpan? ToAge(int days) => days == 0 ? null : TimeSpan.FromDays(days);
}
