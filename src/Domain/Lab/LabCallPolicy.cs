using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Lab;

/// <summary>A user sees his own calls, staff all; the server writes them and nobody changes them. Who may call a device at all stands here too.</summary>
public sealed class LabCallPolicy : Policy<LabCall>
{
    public override Expression<Func<LabCall, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var me = actor.UserId;
        return c => me != null && c.UserId == me;
    }

    public override Decision List(Actor actor) => UseLab(actor);

    public override bool CanSeePrivate(Actor actor, LabCall row) => actor.IsStaff || actor.IsUser(row.UserId);

    /// <summary>Look at the devices and call their functions.</summary>
    public static Decision UseLab(Actor actor) =>
        Decision.AllowIf(actor.IsSignedIn || actor.IsStaff, "The lab is for those who are signed in.");
}
