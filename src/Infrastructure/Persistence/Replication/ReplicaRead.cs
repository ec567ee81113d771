using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <inheritdoc />
internal sealed class ReplicaRead(ReplicaUse use, TimeSpan timeLimit, ReplicaGuard guard, ReplicaFailures failures, ReplicaMetrics metrics)
    : IReplicaRead
{
    public TimeSpan Age => use.Age;

    public TimeSpan TimeLimit => timeLimit;

    public bool IsCurrent => guard.Holds == use.Holds;

    public void Connect(IServiceProvider scope) => scope.GetRequiredService<OpenEventDb>().ReadFrom(use.Host.CreateConnection());

    public bool IsCauseOf(Exception failure) => failure is not RejectedException { Kind: not RejectionKind.Unavailable };

    public void Report(Exception? failure)
    {
        metrics.CountRead("primary");
        if (failure is not null)
            failures.Report(use, failure);
    }

    public void Dispose() => use.Host.Leave();
}
