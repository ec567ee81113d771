using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Platform;

/// <summary>Users see the imports that they have started. Only the server writes them.</summary>
public sealed class ImportJobPolicy : Policy<ImportJob>
{
    protected override Expression<Func<ImportJob, bool>> VisibleCore(Actor actor)
    {
        if (actor.UserId is not { } userId)
            return _ => false;
        return j => j.UserId == userId;
    }

    protected override Decision ListCore(Actor actor) => Decision.AllowIf(actor.IsSignedIn, "Sign in to see your imports.");
}
