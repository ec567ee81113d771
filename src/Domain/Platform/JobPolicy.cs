using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Platform;

/// <summary>Staff read; only the server writes.</summary>
public sealed class JobPolicy : Policy<Job>
{
    public override Expression<Func<Job, bool>> Visible(Actor actor) => actor.IsStaff ? _ => true : _ => false;

    public override Decision List(Actor actor) => Decision.AllowIf(actor.IsStaff, "Admin access is required.");
}
