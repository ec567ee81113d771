using FluentValidation;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Calculates what an order would cost the caller. Open to everyone. It reserves no seats.</summary>
internal sealed record QuoteOrder(OrderRequest Request) : IRequest<QuoteOrder.QuoteResult>, IPublicRequest
{
    /// <param name="Code">The discount code that was applied.</param>
    internal sealed record QuoteResult(Quote Quote, DiscountCode? Code);

    internal sealed class Rules : AbstractValidator<QuoteOrder>
    {
        public Rules() => RuleFor(q => q.Request).SetValidator(new OrderRequestRules());
    }

    internal sealed class Handler(
        BasketBuilder basketBuilder,
        CodeResolver codes,
        PriceTermsLoader termsLoader,
        IAuthorization authorization
    ) : IRequestHandler<QuoteOrder, QuoteResult>
    {
        public async Task<QuoteResult> Handle(QuoteOrder query, CancellationToken ct)
        {
            var request = query.Request;
            if (await basketBuilder.BuildAsync(request, ct) is not { } basket)
                return new QuoteResult(Pricing.CreateQuote([], new PriceTerms()), null);
            var remainingUses = basket.CountedDiscountCodeId is null ? null : await codes.GetRemainingUsesAsync(basket.DiscountCode!, ct);
            if (remainingUses <= 0 && request.RejectsUsedUpDiscount)
                throw new RejectedException(
                    RejectionKind.Invalid,
                    [new Problem("The discount code is used up.", "/discount-code", Code: CodeRules.SoldOutCode)]
                );
            var quote = Pricing.CreateQuote(
                basket.Seats,
                await termsLoader.LoadAsync(basket.Event, basket.DiscountCode, ct),
                remainingUses
            );
            if (request.Amount is { } amount && authorization.Actor.HasCoorganizerAccess(basket.Event.Id))
            {
                Currency.Require(amount, quote.Terms.Currency, "/amount");
                quote = quote with { Total = quote.Total with { Amount = amount } };
            }

            return new QuoteResult(quote, basket.DiscountCode);
        }
    }
}
