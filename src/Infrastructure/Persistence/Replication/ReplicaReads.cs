using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <inheritdoc />
internal sealed class ReplicaReads(OpenEventDb db, ReplicaGuard guard, ReplicaMetrics metrics) : IReplicaReads
{
    private ReplicaUse? _use;

    public TimeSpan? TryUse()
    {
        _use = guard.TryUse();
        metrics.CountRead(_use is null ? "primary" : "replica");
        if (_use is null)
            return null;
        db.ReadFrom(_use.Host.CreateConnection());
        return _use.Age;
    }

    /// <remarks>A replica that hangs or is too busy may use up the time of a read, which is then rejected.</remarks>
    public bool IsCauseOf(Exception failure) =>
        _use is not null && (DatabaseOutage.IsOfDatabase(failure) || failure is RejectedException { Kind: RejectionKind.Unavailable });

    public void Report(Exception failure)
    {
        metrics.CountRead("primary");
        // A read that conflicted with the replay of a change says nothing about the next one, nor does one that was cancelled.
        var isOfStatement = DatabaseOutage.IsReadOnlySession(failure) || DatabaseOutage.IsCancelledStatement(failure);
        if (DatabaseOutage.IsCauseOf(failure) && !isOfStatement)
            guard.Fail(_use!.Host, $"a request failed ({failure.GetBaseException().GetType().Name})", pause: true);
    }
}
