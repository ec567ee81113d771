using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using OpenEvent.Application.Tests.Lab;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Application.Tests.Persistence;

/// <summary>A guard of two hosts that may be two seconds behind, with a clock and a log of its own for each test.</summary>
public abstract class ReplicaGuardFixture
{
    private protected static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private protected static readonly WalHistory History = new(7, 5, 1);

    private long _primary;

    private protected ManualClock Clock { get; private set; } = null!;

    private protected ReplicaHosts Hosts { get; private set; } = null!;

    private protected LogLines<ReplicaGuard> Log { get; private set; } = null!;

    private protected ReplicaGuard ReplicaGuard { get; private set; } = null!;

    private protected ReplicaHost Host => Hosts.All[0];

    [SetUp]
    public void SetUp()
    {
        (Clock, _primary) = (new ManualClock(), -1);
        Hosts = ReplicaHosts.Create("Host=a,b;Password=secret", 2 * Second, "1", NullLoggerFactory.Instance);
        Log = new LogLines<ReplicaGuard>();
        ReplicaGuard = new ReplicaGuard(Hosts, Clock, Log);
    }

    [TearDown]
    public ValueTask TearDown() => Hosts.DisposeAsync();

    private protected void SetPrimary(long position)
    {
        _primary = position;
        ReplicaGuard.Set(new PrimaryPosition(History, position, Clock.GetTimestamp(), ReplicaGuard.Holds));
    }

    private protected void TellReplica(long position) => ReplicaGuard.Set(Host, new ReplicaPosition(true, History, position));

    /// <summary>The replica tells its position, and the primary, which is asked later, the one that it told before.</summary>
    private protected void SetReplica(long position)
    {
        TellReplica(position);
        if (_primary >= position)
            SetPrimary(_primary);
    }
}
