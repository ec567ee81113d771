using MediatR;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common.Behaviours;

/// <summary>
/// Runs a command in a transaction and commits it. A command without an authorization check is not committed, and neither is one that
/// writes more than its decisions have granted. A command that fails because of a write conflict is run again, up to 4 times in all.
/// </summary>
internal sealed class UnitOfWorkBehaviour<TCommand, TResult>(IData data, Authorization authorization, PendingRejection pending)
    : IPipelineBehavior<TCommand, TResult>
    where TCommand : ICommand<TResult>
{
    private const int MaxAttempts = 4;

    public async Task<TResult> Handle(TCommand command, CancellationToken ct, RequestHandlerDelegate<TResult> next)
    {
        for (var attempt = authorization.TransactionDepth == 0 ? 1 : MaxAttempts; ; attempt++)
        {
            await using var transaction = await data.BeginTransactionAsync(ct);
            if (authorization.TransactionDepth == 0)
                authorization.ClearGrants(); // Those of an earlier command of this scope, or of a failed attempt.
            authorization.TransactionDepth++;
            try
            {
                var result = await next();
                pending.ThrowIfSet();
                if (!authorization.WasChecked)
                    throw new InvalidOperationException($"{typeof(TCommand).Name} completed without an authorization check.");
                await data.SaveChangesAsync(ct);
                await transaction.CommitAsync(ct);
                return result;
            }
            catch (Exception failure) when (failure is not RejectedException && data.IsConnectionLost)
            {
                ct.ThrowIfCancellationRequested(); // a command that is cancelled during a statement loses its connection, too
                throw DatabaseOutage.ToRejection();
            }
            catch (Exception failure) when (attempt < MaxAttempts && WriteConflict.IsCauseOf(failure))
            {
                await transaction.RollbackAsync(ct);
                data.ClearTracking();
            }
            finally
            {
                authorization.TransactionDepth--;
            }
        }
    }
}
