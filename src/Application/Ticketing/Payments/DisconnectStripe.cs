using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Deletes the keys of the event's Stripe account. The platform's authorization at Stripe stays, because refunds of earlier payments need
/// it. The account's owner can revoke it in their Stripe dashboard.
/// </summary>
internal sealed record DisconnectStripe(StripeAuthorization Row) : ICommand<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization) : IRequestHandler<DisconnectStripe, Unit>
    {
        private static readonly StripeAuthorizationPolicy Policy = new();

        public async Task<Unit> Handle(DisconnectStripe command, CancellationToken ct)
        {
            authorization.Require(Policy.Delete(authorization.Actor, command.Row)).Remove(command.Row).Run(DirectWrites.LinkStripe);
            await RemoveAsync(data, command.Row, ct);
            return Unit.Value;
        }
    }

    public static async Task RemoveAsync(IData data, StripeAuthorization row, CancellationToken ct)
    {
        data.Set<StripeAuthorization>().Remove(row);
        await data.UpdateAsync(
            DirectWrites.LinkStripe,
            data.Set<Event>().Where(e => e.Id == row.EventId),
            set => set.SetProperty(e => e.IsStripeLinked, false),
            ct
        );
    }
}
