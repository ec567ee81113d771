using MediatR;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common.Behaviours;

/// <summary>Runs a command, refuses to commit if it never asked the gate, and tries it again when another write came first.</summary>
internal sealed class UnitOfWork<TCommand, TResult>(IData data, Gate gate) : IPipelineBehavior<TCommand, TResult>
    where TCommand : ICommand<TResult>
{
    private const int Tries = 4;

    public async Task<TResult> Handle(TCommand command, CancellationToken ct, RequestHandlerDelegate<TResult> next)
    {
        for (var attempt = gate.Depth == 0 ? 1 : Tries; ; attempt++)
        {
            await using var work = await data.BeginAsync(ct);
            gate.Depth++;
            try
            {
                var result = await next();
                if (!gate.WasAsked)
                    throw new InvalidOperationException($"{typeof(TCommand).Name} finished without asking the gate.");
                await data.SaveChangesAsync(ct);
                await work.CommitAsync(ct);
                return result;
            }
            catch (Exception failure) when (failure is not Refused && data.IsLost)
            {
                ct.ThrowIfCancellationRequested(); // a command that is called off in the middle of a statement loses its connection, too
                throw Outage.Refusal();
            }
            catch (Exception failure) when (attempt < Tries && Collision.Is(failure))
            {
                await work.UndoAsync(ct);
                data.Forget();
            }
            finally
            {
                gate.Depth--;
            }
        }
    }
}
