using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Lab;

/// <summary>
/// Only the owner of a script and staff see its earlier versions: readers of a shared script see what the owner shows now.
/// </summary>
public sealed class LabScriptVersionPolicy : Policy<LabScriptVersion>
{
    protected override Expression<Func<LabScriptVersion, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var userId = actor.UserId;
        return v => userId != null && v.Script.UserId == userId;
    }
}
