using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>What an order would cost the one who asks; open to anyone, and nothing is held.</summary>
internal sealed record QuoteOrder(OrderRequest Request) : IRequest<QuoteOrder.Offer>
{
    /// <param name="Code">The discount code that was applied.</param>
    internal sealed record Offer(Quote Quote, DiscountCode? Code);

    internal sealed class Handler(TicketCounter counter, CodeCounter codes, OrderTerms terms, IGate gate)
        : IRequestHandler<QuoteOrder, Offer>
    {
        public async Task<Offer> Handle(QuoteOrder query, CancellationToken ct)
        {
            var request = query.Request;
            if (await counter.FindAsync(request, ct) is not { } basket)
                return new Offer(Pricing.Of([], new PriceTerms()), null);
            var left = basket.UsedDiscount is null ? null : await codes.LeftAsync(basket.Discount!, ct);
            if (left <= 0 && request.VerifiesDiscount)
                throw new Refused(
                    RefusalKind.Invalid,
                    [new Problem("The discount code is used up.", "/discount-code", Code: CodeRules.SoldOut)]
                );
            var quote = Pricing.Of(basket.Seats, await terms.FindAsync(basket.Event, basket.Discount, ct), left);
            if (request.Amount is { } amount && gate.Actor.Runs(basket.Event.Id))
                quote = quote with { Total = quote.Total with { Amount = Currency.Round(amount, quote.Terms.Currency) } };
            return new Offer(quote, basket.Discount);
        }
    }
}
