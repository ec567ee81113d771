using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Lab;

/// <summary>
/// Users see their own calls and staff see all calls. Only the server writes them. This policy also decides who may call devices.
/// </summary>
public sealed class LabCallPolicy : Policy<LabCall>
{
    protected override Expression<Func<LabCall, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var userId = actor.UserId;
        return c => userId != null && c.UserId == userId;
    }

    protected override Decision ListCore(Actor actor) => UseLab(actor);

    protected override bool CanSeePrivateCore(Actor actor, LabCall row) => actor.IsStaff || actor.IsUser(row.UserId);

    protected override Expression<Func<LabCall, bool>>? PrivateToCore(Actor actor) =>
        actor switch
        {
            { IsStaff: true } => _ => true,
            { UserId: { } userId } => x => x.UserId == userId,
            _ => null,
        };

    /// <summary>Whether the actor may see the devices and call their functions.</summary>
    public static Decision UseLab(Actor actor) => Decision.AllowIf(actor.IsSignedIn || actor.IsStaff, "Sign in to use the lab.");
}
