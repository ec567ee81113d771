using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>What keeps an account from being erased: at the request, and again when its task runs.</summary>
internal sealed class ErasureBlockers(IEnumerable<IAccountErasureBlocker> blockers)
{
    /// <exception cref="RejectedException">Conflict, with what to do first.</exception>
    public async Task RequireNoneAsync(long userId, CancellationToken ct)
    {
        foreach (var blocker in blockers)
            if (await blocker.FindReasonAsync(userId, ct) is { } reason)
                throw RejectedException.Conflict(reason);
    }
}
