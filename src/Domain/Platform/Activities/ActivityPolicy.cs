using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Platform;

/// <summary>Staff read the log of changes; only the server writes it.</summary>
public sealed class ActivityPolicy : Policy<Activity>
{
    private const string Reason = "Admin access is required.";

    public override bool HidesExistence => false;

    public override Expression<Func<Activity, bool>> Visible(Actor actor) => actor.IsStaff ? _ => true : _ => false;

    public override Decision List(Actor actor) => Decision.AllowIf(actor.IsStaff, Reason);
}
