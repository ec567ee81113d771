using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <inheritdoc />
internal sealed class ReplicaRead(ReplicaUse use, TimeSpan timeLimit, ReplicaGuard guard, ReplicaFailures failures, ReplicaMetrics metrics)
    : IReplicaRead
{
    private readonly Lock _lock = new();

    /// <summary>The context of the scope, until the scope ends: then another one may use it.</summary>
    private OpenEventDb? _db;

    public TimeSpan Age => use.Age;

    public TimeSpan TimeLimit => timeLimit;

    public bool IsCurrent => guard.Holds == use.Holds;

    public void Connect(IServiceProvider scope)
    {
        var db = scope.GetRequiredService<OpenEventDb>();
        db.ReadFrom(use.Host.CreateConnection());
        lock (_lock)
            _db = db;
    }

    public void Abandon()
    {
        lock (_lock)
            _db?.Abandon();
    }

    public bool IsCauseOf(Exception failure) => failure is not RejectedException { Kind: not RejectionKind.Unavailable };

    public void Report(Exception? failure)
    {
        metrics.CountRead("primary");
        if (failure is not null)
            failures.Report(use, failure);
    }

    public void Dispose() => use.Host.Leave();

    public void Disconnect()
    {
        lock (_lock)
            _db = null;
    }
}
