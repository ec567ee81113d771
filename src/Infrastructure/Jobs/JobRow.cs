namespace OpenEvent.Infrastructure.Jobs;

/// <summary>A row of the table <c>jobs</c>.</summary>
internal sealed record JobRow(long Id, string Name, DateTimeOffset NextRunAt, DateTimeOffset? StartedAt, int Failures, string? LastError);
