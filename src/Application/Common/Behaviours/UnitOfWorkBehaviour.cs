using MediatR;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common.Behaviours;

/// <summary>Runs a command, refuses to commit if it never asked the gate, and tries it again when another write came first.</summary>
internal sealed class UnitOfWorkBehaviour<TCommand, TResult>(IData data, Authorization authorization) : IPipelineBehavior<TCommand, TResult>
    where TCommand : ICommand<TResult>
{
    private const int MaxAttempts = 4;

    public async Task<TResult> Handle(TCommand command, CancellationToken ct, RequestHandlerDelegate<TResult> next)
    {
        for (var attempt = authorization.TransactionDepth == 0 ? 1 : MaxAttempts; ; attempt++)
        {
            await using var transaction = await data.BeginTransactionAsync(ct);
            authorization.TransactionDepth++;
            try
            {
                var result = await next();
                if (!authorization.WasChecked)
                    throw new InvalidOperationException($"{typeof(TCommand).Name} finished without asking the gate.");
                await data.SaveChangesAsync(ct);
                await transaction.CommitAsync(ct);
                return result;
            }
            catch (Exception failure) when (failure is not RejectedException && data.IsConnectionLost)
            {
                ct.ThrowIfCancellationRequested(); // a command that is called off in the middle of a statement loses its connection, too
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
