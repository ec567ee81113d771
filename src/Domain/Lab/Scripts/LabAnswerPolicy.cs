using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Lab;

/// <summary>Users see their own answers, teachers those of students of their classes, and staff all. Nobody changes an answer.</summary>
public sealed class LabAnswerPolicy : Policy<LabAnswer>
{
    protected override Expression<Func<LabAnswer, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var (userId, students) = (actor.UserId, actor.GetLabClasses().StudentIds);
        return a => userId != null && (a.UserId == userId || students.Contains(a.UserId));
    }

    protected override Decision ListCore(Actor actor) => LabCallPolicy.UseLab(actor);

    /// <summary>Whether the actor may answer the tasks of lessons.</summary>
    public static Decision Answer(Actor actor) => Decision.AllowIf(actor.IsSignedIn, "Sign in to answer the task of a lesson.");
}
