using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Lab;

/// <summary>
/// The teachers of a class see all its members, students see its teachers and themselves. Only the creator of the class changes roles.
/// Members leave, and teachers remove students.
/// </summary>
public sealed class LabClassMemberPolicy : Policy<LabClassMember>
{
    protected override Expression<Func<LabClassMember, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var (userId, classIds, taught) = (actor.UserId, actor.GetLabClasses().Ids, actor.GetLabClasses().TaughtIds);
        return m =>
            userId != null
            && (m.UserId == userId || taught.Contains(m.ClassId) || (m.Role == LabClassRole.Teacher && classIds.Contains(m.ClassId)));
    }

    /// <summary>Teachers see whose membership it is, because answers and runs name the user, and members see their own.</summary>
    protected override bool CanSeePrivateCore(Actor actor, LabClassMember row) =>
        actor.IsStaff || actor.IsUser(row.UserId) || actor.GetLabClasses().TaughtIds.Contains(row.ClassId);

    protected override Expression<Func<LabClassMember, bool>>? PrivateToCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        if (actor.UserId is not { } userId)
            return null;
        var taught = actor.GetLabClasses().TaughtIds;
        return m => m.UserId == userId || taught.Contains(m.ClassId);
    }

    protected override Decision UpdateCore(Actor actor, LabClassMember current, Changes<LabClassMember> changes) =>
        Decision
            .AllowIf(IsCreator(actor, current), "Only the creator of the class may change roles.")
            .And(() => RequireNotCreator(current));

    protected override Decision DeleteCore(Actor actor, LabClassMember current) =>
        RequireNotCreator(current)
            .And(() =>
                Decision.AllowIf(
                    actor.IsUser(current.UserId)
                        || IsCreator(actor, current)
                        || (current.Role == LabClassRole.Student && actor.GetLabClasses().TaughtIds.Contains(current.ClassId)),
                    "Only the member themself and the teachers of the class may end a membership."
                )
            );

    private static bool IsCreator(Actor actor, LabClassMember member) => actor.IsStaff || actor.IsUser(member.Class.UserId);

    private static Decision RequireNotCreator(LabClassMember member) =>
        Decision.AllowIf(member.UserId != member.Class.UserId, "The creator of the class stays its teacher.");
}
