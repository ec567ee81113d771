using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Platform;

/// <summary>Staff read the statistics of the platform. Others are told that they exist.</summary>
public sealed class AdminStatisticsPolicy<T> : Policy<T>
    where T : AdminStatistics
{
    public override bool HidesExistence => false;

    public override Expression<Func<T, bool>> Visible(Actor actor) => actor.IsStaff ? _ => true : _ => false;
}
