using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Exchanges an authorization code for the account's keys at Stripe, before <see cref="ConnectStripe"/> stores them. All other checks come
/// first, because a code can be used only once.
/// </summary>
internal sealed record ExchangeStripeCode(StripeAuthorization Row, Changes<StripeAuthorization> Changes) : IRequest<Unit>
{
    private const int MaxCodeLength = 255;
    private const string Pointer = "/data/attributes/stripe-auth-code";

    internal sealed class Rules : AbstractValidator<ExchangeStripeCode>
    {
        public Rules() =>
            RuleFor(r => r.Row.StripeAuthCode)
                .Cascade(CascadeMode.Stop)
                .NotEmpty()
                .WithMessage("Field may not be blank.")
                .Must(code => code.Length <= MaxCodeLength && !code.Any(char.IsControl))
                .WithMessage("Not a valid Stripe authorization code.")
                .At(Pointer)
                .When(r => r.Changes.ContainsAny(nameof(StripeAuthorization.StripeAuthCode)));
    }

    internal sealed class Handler(IData data, IAuthorization authorization, IPaymentProvider paymentProvider, Preflight preflight)
        : IRequestHandler<ExchangeStripeCode, Unit>
    {
        private static readonly StripeAuthorizationPolicy Policy = new();

        public async Task<Unit> Handle(ExchangeStripeCode request, CancellationToken ct)
        {
            var (row, changes) = request;
            if (!changes.ContainsAny(nameof(StripeAuthorization.StripeAuthCode)))
                return Unit.Value;
            authorization.Require(row.Id == 0 ? Policy.Create(authorization.Actor, row) : Policy.Update(authorization.Actor, row, changes));
            // Staff may connect an account before the event accepts Stripe. Nothing is charged until it does.
            if (!authorization.Actor.IsStaff && !await data.Set<Event>().AnyAsync(e => e.Id == row.EventId && e.CanPayByStripe, ct))
                throw RejectedException.Forbidden("The event does not take payments by Stripe: set can-pay-by-stripe first.");
            if (!paymentProvider.IsConfigured)
                throw RejectedException.Forbidden("Stripe is not configured on this server: its operator must set Payments:Stripe.");
            if (row.Id == 0 && await data.Set<StripeAuthorization>().AnyAsync(a => a.EventId == row.EventId, ct))
                throw ConnectStripe.CreateAlreadyConnectedRejection();
            preflight.Set(
                await MerchantAccounts.CallProviderAsync(() => paymentProvider.ConnectAccountAsync(row.StripeAuthCode, ct), Pointer)
            );
            return Unit.Value;
        }
    }
}
