using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>Loads the terms that an event's prices depend on: its tax, the platform's fee for its currency, and the discount.</summary>
internal sealed class PriceTermsLoader(IData data)
{
    private static readonly CompiledQuery<Func<DbContext, string, IAsyncEnumerable<TicketFee>>> FeesByCurrency = new(() =>
        EF.CompileAsyncQuery(
            (DbContext db, string currency) =>
                db.Set<TicketFee>().AsNoTracking().Where(f => f.Currency == currency).OrderBy(f => f.Id).Take(1)
        )
    );

    public async Task<PriceTerms> LoadAsync(Event e, DiscountCode? discount, CancellationToken ct)
    {
        var currency = e.SalesCurrency;
        var tax = e.IsTaxEnabled
            ? await data.Set<Tax>().AsNoTracking().SingleOrDefaultAsync(t => t.EventId == e.Id && t.DeletedAt == null, ct)
            : null;
        var (db, fees) = FeesByCurrency.For(data.Set<TicketFee>());
        var fee = await fees(db, currency).FirstOrDefaultAsync(ct);
        return new PriceTerms
        {
            Currency = currency,
            DiscountType = discount?.Type,
            DiscountValue = discount?.Value ?? 0,
            TaxRate = tax is null ? null : tax.Rate ?? 0,
            TaxName = tax?.Name,
            IsTaxIncluded = tax?.IsTaxIncludedInPrice ?? false,
            FeeRate = fee?.ServiceFee ?? 0,
            FeeMost = fee?.MaximumFee,
        };
    }
}
