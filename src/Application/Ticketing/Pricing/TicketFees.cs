using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>The platform's fees: at most one for each currency and country, enforced by a unique index.</summary>
internal sealed class TicketFees : EditableResource<TicketFee>
{
    private static readonly string[] Currencies =
    [
        "AUD",
        "BRL",
        "CAD",
        "CHF",
        "CZK",
        "DKK",
        "EUR",
        "GBP",
        "HKD",
        "HUF",
        "ILS",
        "INR",
        "JPY",
        "MXN",
        "MYR",
        "NOK",
        "NZD",
        "PHP",
        "PLN",
        "RUB",
        "SEK",
        "SGD",
        "THB",
        "TWD",
        "USD",
    ];

    public TicketFees()
    {
        TextsInLog();
        NumericIds();
        Attribute(f => f.Country).MaxLength(100);
        Attribute(f => f.Currency).OneOf(Currencies);
        Attribute(f => f.MaximumFee).Must(f => f is null or >= 0, "Must not be negative.");
        Before(WriteOperation.Create, RequireWholeUnits);
        Before(WriteOperation.Update, RequireWholeUnits);
        Attribute(f => f.ServiceFee).Must(f => f is null or (>= 0 and <= 100), "Must be between 0 and 100 percent.");
    }

    private static Task RequireWholeUnits(TicketFee row, Changes<TicketFee> changes, HookContext context, CancellationToken ct)
    {
        if (row.Currency is { } currency)
            Currency.Require(row.MaximumFee, currency, "/data/attributes/maximum-fee");
        return Task.CompletedTask;
    }

    public override Policy<TicketFee> Policy { get; } = new TicketFeePolicy();
}
