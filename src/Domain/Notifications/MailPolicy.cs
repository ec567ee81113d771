using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Notifications;

/// <summary>Staff read; only the server writes.</summary>
public sealed class MailPolicy : Policy<Mail>
{
    public override Expression<Func<Mail, bool>> Visible(Actor actor) => actor.IsStaff ? _ => true : _ => false;

    public override Decision List(Actor actor) => Decision.AllowIf(actor.IsStaff, "Admin access is required.");
}
