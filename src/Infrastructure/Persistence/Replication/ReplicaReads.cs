using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <inheritdoc />
internal sealed class ReplicaReads(ReplicaHosts hosts, ReplicaGuard guard, ReplicaFailures failures, ReplicaMetrics metrics) : IReplicaReads
{
    public IReplicaRead? TryBegin()
    {
        var use = guard.TryUse();
        // While the replica hangs, its reads do not end. More of them than there are connections would only wait for one.
        if (use is not null && !use.Host.TryEnter())
            use = null;
        metrics.CountRead(use is null ? "primary" : "replica");
        return use is null ? null : new ReplicaRead(use, hosts.ReadLimit, guard, failures, metrics);
    }
}
