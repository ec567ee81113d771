namespace OpenEvent.Application.Common;

/// <summary>The database in testing mode: its template, its time, and the work that waits in it.</summary>
public interface ITestDatabase
{
    /// <summary>
    /// Creates the schema of testing mode. Called before the migrations. If the last run had other migrations, it drops all tables. Throws
    /// <c>PostgresUnavailableException</c> if a server without testing mode has used the database.
    /// </summary>
    Task PrepareAsync(CancellationToken ct);

    /// <summary>Called after the migrations. Restores the rows that the migrations have added.</summary>
    Task RestoreMigratedAsync(CancellationToken ct);

    /// <summary>Records the present rows as the template of resets. Called once, when a start has added its rows.</summary>
    Task CreateTemplateAsync(CancellationToken ct);

    /// <summary>Replaces all rows by those of the template, in one transaction. Sequences start again.</summary>
    Task ResetAsync(CancellationToken ct);

    /// <summary>Gives the database the time of the test clock and wakes the workers that wait for entries.</summary>
    Task SetTimeAsync(ClockState state, CancellationToken ct);

    /// <summary>Whether no job and no entry of the outbox is due or running.</summary>
    Task<bool> IsIdleAsync(CancellationToken ct);
}
