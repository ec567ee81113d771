using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Lab;

/// <summary>Verified users create classes. Members see their class; its teachers change it, and only its creator deletes it.</summary>
public sealed class LabClassPolicy : Policy<LabClass>
{
    protected override Expression<Func<LabClass, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var (userId, classIds) = (actor.UserId, actor.GetLabClasses().Ids);
        return c => userId != null && (c.UserId == userId || classIds.Contains(c.Id));
    }

    protected override Decision ListCore(Actor actor) => LabCallPolicy.UseLab(actor);

    protected override bool CanSeePrivateCore(Actor actor, LabClass row) => IsTeacher(actor, row);

    protected override Expression<Func<LabClass, bool>>? PrivateToCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var (userId, taught) = (actor.UserId, actor.GetLabClasses().TaughtIds);
        return userId is null ? null : c => c.UserId == userId || taught.Contains(c.Id);
    }

    protected override Decision CreateCore(Actor actor, LabClass draft) =>
        actor switch
        {
            { IsSignedIn: false } => Decision.Deny("Sign in to create a class."),
            _ => Decision.AllowIf(actor.IsVerified || actor.IsStaff, "Verify your e-mail address before you create a class."),
        };

    protected override Decision UpdateCore(Actor actor, LabClass current, Changes<LabClass> changes) => TeacherOnly(actor, current);

    protected override Decision DeleteCore(Actor actor, LabClass current) =>
        Decision.AllowIf(actor.IsStaff || actor.IsUser(current.UserId), "Only the creator of the class may delete it.");

    /// <summary>Teachers add scripts to their class.</summary>
    protected override Decision LinkCore(Actor actor, LabClass row, RowLink link) =>
        link.Relationship == "scripts" ? TeacherOnly(actor, row) : Decision.Deny("This cannot be linked.", link.Relationship);

    /// <summary>Teachers remove scripts from their class, and owners remove their own scripts.</summary>
    protected override Decision UnlinkCore(Actor actor, LabClass row, RowLink link) =>
        link.Other is LabScript script && actor.IsUser(script.UserId) ? Decision.Allow : Link(actor, row, link);

    /// <summary>Whether the actor may join a class whose code they have.</summary>
    public static Decision Join(Actor actor) => Decision.AllowIf(actor.IsSignedIn, "Sign in to join a class.");

    internal static Decision TeacherOnly(Actor actor, LabClass group) =>
        Decision.AllowIf(IsTeacher(actor, group), "Only the teachers of the class may do this.");

    private static bool IsTeacher(Actor actor, LabClass group) =>
        actor.IsStaff || actor.IsUser(group.UserId) || actor.GetLabClasses().TaughtIds.Contains(group.Id);
}
