using System.Linq.Expressions;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>
/// The script of a link. Every signed-in user who has its code reads it while it is shared and its owner is neither blocked nor deleted.
/// </summary>
internal sealed class SharedScriptScope(string code) : ResourceScope<LabScript>
{
    public override IQueryable<LabScript> Rows(IData data, Actor actor) => data.Set<LabScript>().Where(IsSharedAs(code));

    public static Expression<Func<LabScript, bool>> IsSharedAs(string code) =>
        s => s.IsShared && s.ShareCode == code && s.User != null && s.User.DeletedAt == null && !s.User.IsBlocked;

    public override Expression<Func<LabScript, bool>> Visible(Resource<LabScript> resource, Actor actor, bool trashed)
    {
        var isSignedIn = actor.IsSignedIn || actor.IsStaff;
        return _ => isSignedIn;
    }

    public override Task RequireAccessAsync(IData data, Actor actor, IQueryable<LabScript>? rowsToCount, CancellationToken ct) =>
        actor.IsSignedIn || actor.IsStaff ? Task.CompletedTask : throw RejectedException.Unauthenticated("Sign in to see this script.");

    public override Task<long> CountAsync(IData data, Actor actor, IQueryable<LabScript> rows, CancellationToken ct) => Task.FromResult(0L);
}
