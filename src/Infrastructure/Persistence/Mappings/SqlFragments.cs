using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>Expressions that several mapped queries share. Each needs the table alias that it names.</summary>
internal static class SqlFragments
{
    /// <summary>The currency in which an event <c>e</c> sells: see <c>Event.SalesCurrency</c>.</summary>
    public const string SalesCurrency =
        $"CASE WHEN length(e.payment_currency) = 3 THEN upper(e.payment_currency) ELSE '{Currency.Default}' END";

    /// <summary>The name of a user <c>u</c>; null if it is empty.</summary>
    public const string FullName = "nullif(trim(coalesce(u.first_name, '') || ' ' || coalesce(u.last_name, '')), '')";

    /// <summary>Whether the tickets of an order <c>o</c> were issued: see <c>Attendee.HasValidTicket</c>.</summary>
    public const string HasIssuedTickets = "o.status IN ('Completed', 'Placed')";

    /// <summary>Whether an order <c>o</c> counts as a sale: see <c>SalesQuery.GetSales</c>.</summary>
    public const string IsSale = $"({HasIssuedTickets} OR (o.status = 'Pending' AND (o.expires_at IS NULL OR o.expires_at > now())))";
}
