namespace OpenEvent.StripeStandIn;

/// <summary>What OpenEvent's books say of a payment, and of its refund.</summary>
public sealed record Booked(string ExternalId, string State, string? Refund)
{
    public const string Query =
        "SELECT p.external_id, p.state, r.state FROM payments p LEFT JOIN refunds r ON r.payment_id = p.id WHERE p.external_id IS NOT NULL";

    /// <summary>Whether something is still to be done: an open payment that was paid is learned of by asking, a refund by trying again.</summary>
    public const string Unfinished = $"SELECT ({Open}) + ({Refunding})";

    public const string Open = "SELECT count(*) FROM payments WHERE state = 'Open' AND external_id IS NOT NULL";

    public const string Refunding = "SELECT count(*) FROM refunds WHERE state IN ('Pending', 'Sent')";
}

/// <summary>Compares the stand-in's money with OpenEvent's orders and books.</summary>
public sealed record Judge(
    int Intents,
    int Captured,
    int DoubleCaptures,
    int PaidWithoutOrderOrRefund,
    int OrdersWithoutMoney,
    int DoubleRefunds,
    int BooksWrong,
    int CompletedOrders,
    int RefundedPayments
)
{
    public bool IsClean => DoubleCaptures + PaidWithoutOrderOrRefund + OrdersWithoutMoney + DoubleRefunds + BooksWrong == 0;

    /// <param name="completed">Identifiers of the orders that are completed.</param>
    public static Judge Of(IReadOnlyCollection<Intent> intents, IReadOnlyList<Booked> books, IReadOnlyList<string> completed)
    {
        var byIntent = books.ToDictionary(b => b.ExternalId);
        var captured = intents.Where(i => i.Captures > 0).ToList();
        var kept = captured.Where(i => i.Back == 0).ToLookup(i => i.Metadata["order"]);
        var done = completed.ToHashSet();
        return new Judge(
            intents.Count,
            captured.Count,
            DoubleCaptures: intents.Count(i => i.Captures > 1) + kept.Count(k => k.Count() > 1),
            PaidWithoutOrderOrRefund: captured.Count(i => i.Back != i.Amount && !(i.Back == 0 && done.Contains(i.Metadata["order"]))),
            OrdersWithoutMoney: completed.Count(order => kept[order].Count() != 1),
            DoubleRefunds: intents.Count(i => i.Refunds.Count > 1 || i.Back > i.Amount),
            BooksWrong: captured.Count(i =>
                !byIntent.TryGetValue(i.Id, out var b)
                || b.State != (i.Back > 0 ? "Refunded" : "Succeeded")
                || (i.Back > 0 && b.Refund != "Succeeded")
            ) + intents.Count(i => i.Captures == 0 && byIntent.TryGetValue(i.Id, out var b) && b.State is ("Succeeded" or "Refunded")),
            CompletedOrders: completed.Count,
            RefundedPayments: captured.Count(i => i.Back > 0)
        );
    }

    public override string ToString() =>
        $"{Intents} intents, {Captured} captured; {CompletedOrders} orders completed, {RefundedPayments} refunded. "
        + $"Double captures: {DoubleCaptures}. Paid without order or refund: {PaidWithoutOrderOrRefund}. Orders without their money: {OrdersWithoutMoney}. Double refunds: {DoubleRefunds}. Books that differ: {BooksWrong}.";
}
