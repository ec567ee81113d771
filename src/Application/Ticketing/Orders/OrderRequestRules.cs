using FluentValidation;
using FluentValidation.Results;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>The rules for what a checkout or a quote brings: counts, ranges, and each ticket once.</summary>
internal sealed class OrderRequestRules : AbstractValidator<OrderRequest>
{
    private const decimal MaxAmount = 1_000_000_000m;

    private const string MoneyMessage = "Not a valid amount of money.";

    private static readonly string SeatsMessage = $"Not a valid integer between 0 and {SaleRules.MaxSeatsPerOrder}.";

    public OrderRequestRules()
    {
        RuleFor(o => o.Tickets)
            .Must(tickets => tickets.Count <= OrderRequest.MaxTickets)
            .WithMessage(OrderRequest.TooManyTickets)
            .At("/tickets");
        RuleFor(o => o.Tickets).Custom(RequireDistinct);
        RuleForEach(o => o.Tickets).ChildRules(AddTicketRules).At("/tickets");
        RuleFor(o => o.Amount).InclusiveBetween(0, MaxAmount).WithMessage(MoneyMessage).At("/amount");
    }

    private static void AddTicketRules(InlineValidator<TicketRequest> ticket)
    {
        ticket.RuleFor(t => t.Id).GreaterThan(0).WithMessage("Not a valid id.").At("id");
        ticket.RuleFor(t => t.Quantity).InclusiveBetween(0, SaleRules.MaxSeatsPerOrder).WithMessage(SeatsMessage).At("quantity");
        ticket
            .RuleFor(t => t.MaxDiscounted)
            .InclusiveBetween(0, SaleRules.MaxSeatsPerOrder)
            .WithMessage(SeatsMessage)
            .At("quantity_discount");
        ticket.RuleFor(t => t.Price).InclusiveBetween(0, MaxAmount).WithMessage(MoneyMessage).At("price");
    }

    /// <summary>Clients send tickets without seats too, so these are not compared.</summary>
    private static void RequireDistinct(IReadOnlyList<TicketRequest> tickets, ValidationContext<OrderRequest> context)
    {
        HashSet<long> ids = [];
        for (var i = 0; i < tickets.Count; i++)
            if (tickets[i].Quantity > 0 && !ids.Add(tickets[i].Id))
                context.AddFailure(new ValidationFailure($"/tickets/{i}/id", $"Ticket {tickets[i].Id} is listed twice."));
    }
}
