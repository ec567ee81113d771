using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Platform;

/// <summary>Users see the imports that they have started. Only the server writes them.</summary>
public sealed class ImportJobPolicy : Policy<ImportJob>
{
    public override Expression<Func<ImportJob, bool>> Visible(Actor actor)
    {
        if (actor.UserId is not { } userId)
            return _ => false;
        return j => j.UserId == userId;
    }

    public override Decision List(Actor actor) => Decision.AllowIf(actor.IsSignedIn, "Sign in to see your imports.");
}
