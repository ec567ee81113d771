using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Lab;

/// <summary>
/// Users see, stop and delete their own runs. Teachers read the runs of lessons by the students of their classes. Staff see and stop all.
/// </summary>
public sealed class LabRunPolicy : Policy<LabRun>
{
    protected override Expression<Func<LabRun, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var (userId, students) = (actor.UserId, actor.GetLabClasses().StudentIds);
        return r =>
            userId != null
            && (r.UserId == userId || (r.Script != null && r.Script.Kind == LabScriptKind.Lesson && students.Contains(r.UserId)));
    }

    protected override Decision ListCore(Actor actor) => LabCallPolicy.UseLab(actor);

    protected override bool CanSeePrivateCore(Actor actor, LabRun row) => actor.IsStaff || actor.IsUser(row.UserId);

    protected override Expression<Func<LabRun, bool>>? PrivateToCore(Actor actor) =>
        actor switch
        {
            { IsStaff: true } => _ => true,
            { UserId: { } userId } => x => x.UserId == userId,
            _ => null,
        };

    /// <summary>Whether the actor may run a script that they can read.</summary>
    public static Decision Start(Actor actor) => Decision.AllowIf(actor.IsSignedIn, "Sign in to run a script.");

    /// <summary>Whether the actor may stop the run.</summary>
    public static Decision Stop(Actor actor, LabRun run) =>
        Decision.AllowIf(actor.IsStaff || actor.IsUser(run.UserId), "Only the user who started the run may stop it.");

    /// <summary>Whether the actor may answer the inputs of the run.</summary>
    public static Decision SendInput(Actor actor, LabRun run) =>
        Decision.AllowIf(actor.IsUser(run.UserId), "Only the user who started the run may answer its inputs.");

    protected override Decision DeleteCore(Actor actor, LabRun current) =>
        Decision.AllowIf(actor.IsStaff || actor.IsUser(current.UserId), "This run belongs to another user.");
}
