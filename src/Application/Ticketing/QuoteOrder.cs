using MediatR;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>What an order would cost; open to anyone, and nothing is held.</summary>
internal sealed record QuoteOrder(OrderRequest Request) : IRequest<Quote>
{
    internal sealed class Handler(TicketCounter counter) : IRequestHandler<QuoteOrder, Quote>
    {
        public async Task<Quote> Handle(QuoteOrder query, CancellationToken ct) => Pricing.Of((await counter.FindAsync(query.Request, ct)).Seats);
    }
}
