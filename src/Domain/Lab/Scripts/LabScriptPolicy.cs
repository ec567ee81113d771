using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Lab;

/// <summary>
/// Every signed-in user reads examples and lessons, and nobody changes them. Users see and change their own scripts, and read those that a
/// class of theirs shares. Staff see all scripts, delete them and end their sharing. Shared scripts are read by their link, which this
/// policy does not decide.
/// </summary>
public sealed class LabScriptPolicy : Policy<LabScript>
{
    protected override Expression<Func<LabScript, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var (userId, classIds) = (actor.UserId, actor.GetLabClasses().Ids);
        return s => userId != null && (s.UserId == null || s.UserId == userId || s.Classes.Any(c => classIds.Contains(c.ClassId)));
    }

    protected override Decision ListCore(Actor actor) => LabCallPolicy.UseLab(actor);

    protected override bool CanSeePrivateCore(Actor actor, LabScript row) => actor.IsStaff || actor.IsUser(row.UserId);

    protected override Expression<Func<LabScript, bool>>? PrivateToCore(Actor actor) =>
        actor switch
        {
            { IsStaff: true } => _ => true,
            { UserId: { } userId } => x => x.UserId == userId,
            _ => null,
        };

    /// <summary>The user of a draft is the caller.</summary>
    protected override Decision CreateCore(Actor actor, LabScript draft) =>
        Decision
            .AllowIf(actor.IsSignedIn, "Sign in to save a script.")
            .And(() => Decision.AllowIf(draft.Kind == LabScriptKind.Script, "Examples and lessons come with the server.", "kind"));

    protected override Decision UpdateCore(Actor actor, LabScript current, Changes<LabScript> changes) =>
        RequireNotBuiltIn(current)
            .And(() => actor.IsStaff && changes.ContainsOnly(nameof(LabScript.IsShared)) ? Decision.Allow : RequireOwner(actor, current));

    protected override Decision DeleteCore(Actor actor, LabScript current) =>
        RequireNotBuiltIn(current).And(() => actor.IsStaff ? Decision.Allow : RequireOwner(actor, current));

    /// <summary>Users add their own scripts, examples and lessons to a class. <see cref="LabClassPolicy"/> must allow it, too.</summary>
    protected override Decision LinkCore(Actor actor, LabScript row, RowLink link) =>
        link.Relationship == "classes" && row.UserId is null ? LabCallPolicy.UseLab(actor) : RequireOwner(actor, row);

    /// <summary>The owner of a script takes it out of a class, and so do the teachers of the class.</summary>
    protected override Decision UnlinkCore(Actor actor, LabScript row, RowLink link) =>
        link.Other is LabClass group && (actor.IsStaff || actor.GetLabClasses().TaughtIds.Contains(group.Id))
            ? Decision.Allow
            : Link(actor, row, link);

    /// <summary>Whether the actor may copy a script that they can read to their own scripts.</summary>
    public static Decision Copy(Actor actor) => Decision.AllowIf(actor.IsSignedIn, "Sign in to copy a script.");

    private static Decision RequireNotBuiltIn(LabScript script) =>
        Decision.AllowIf(script.UserId is not null, "Examples and lessons cannot be changed. Copy them to your scripts.");

    private static Decision RequireOwner(Actor actor, LabScript script) =>
        Decision.AllowIf(actor.IsUser(script.UserId), "This script belongs to another user.");
}
