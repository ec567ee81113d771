using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>Staff, and users whose role on the platform gives access to the panel <c>sales</c>, see the sales of all events.</summary>
public sealed class SalesPolicy<T> : Policy<T>
    where T : Entity
{
    protected override Expression<Func<T, bool>> VisibleCore(Actor actor) => actor.CanSeePanel(Actor.SalesPanel) ? _ => true : _ => false;

    protected override Decision ListCore(Actor actor) =>
        Decision.AllowIf(actor.CanSeePanel(Actor.SalesPanel), "Access to the sales of the platform is required.");
}
