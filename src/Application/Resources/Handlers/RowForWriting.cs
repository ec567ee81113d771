using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>Finds the row that a command is about, locks it, reads it as it is now and checks the client's precondition.</summary>
internal sealed class RowForWriting(IData data, IGate gate, ResourceCatalog catalog, Precondition precondition)
{
    /// <exception cref="Refused">Missing, Forbidden or Stale.</exception>
    public async Task<T> FindAsync<T>(Key key, bool trashed, CancellationToken ct)
        where T : Entity
    {
        var (resource, actor) = (catalog.Of<T>(), gate.Actor);
        var called = data.Set<T>().Where(key.On(resource));
        var visible = await called.Where(resource.VisibleTo(actor, trashed)).Select(r => (long?)r.Id).SingleOrDefaultAsync(ct);
        if (visible is null)
        {
            if (!resource.Policy.Hides && await called.AnyAsync(ct))
                gate.Require(Decision.Deny($"You may not see this {resource.Type}."));
            throw Refused.Missing(resource.Type, key.Text);
        }

        await data.LockAsync<T>(visible.Value, ct);
        var row = await data.Set<T>().SingleOrDefaultAsync(r => r.Id == visible.Value, ct)
            ?? throw Refused.Missing(resource.Type, key.Text);
        precondition.Check(row);
        return row;
    }
}
