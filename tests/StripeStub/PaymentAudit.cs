namespace OpenEvent.StripeStub;

/// <summary>A payment and its refund as OpenEvent has recorded them.</summary>
/// <param name="ExternalId">The id of the payment intent.</param>
/// <param name="Refund">The state of the refund. Null: none.</param>
public sealed record RecordedPayment(string ExternalId, string State, string? Refund)
{
    public const string Query =
        "SELECT p.external_id, p.state, r.state FROM payments p LEFT JOIN refunds r ON r.payment_id = p.id "
        + "WHERE p.external_id IS NOT NULL";

    /// <summary>Counts the payments and refunds without a final state.</summary>
    public const string UnfinishedQuery = $"SELECT ({OpenPaymentsQuery}) + ({OpenRefundsQuery})";

    public const string OpenPaymentsQuery = "SELECT count(*) FROM payments WHERE state = 'Open' AND external_id IS NOT NULL";

    public const string OpenRefundsQuery = "SELECT count(*) FROM refunds WHERE state IN ('Pending', 'Sent')";
}

/// <summary>Compares the payments at the Stripe stub with OpenEvent's orders and recorded payments.</summary>
/// <param name="DoubleCaptures">Payments that were captured twice, and orders that were paid twice.</param>
/// <param name="WrongRecords">Payments whose recorded state differs from the stub's.</param>
public sealed record PaymentAudit(
    int Intents,
    int Captured,
    int DoubleCaptures,
    int PaidWithoutOrderOrRefund,
    int OrdersWithoutMoney,
    int DoubleRefunds,
    int WrongRecords,
    int CompletedOrders,
    int RefundedPayments
)
{
    public bool IsClean => DoubleCaptures + PaidWithoutOrderOrRefund + OrdersWithoutMoney + DoubleRefunds + WrongRecords == 0;

    /// <param name="completed">Identifiers of the orders that are completed.</param>
    public static PaymentAudit Run(
        IReadOnlyCollection<Intent> intents,
        IReadOnlyList<RecordedPayment> records,
        IReadOnlyList<string> completed
    )
    {
        var recordsByIntent = records.ToDictionary(r => r.ExternalId);
        var captured = intents.Where(i => i.CaptureCount > 0).ToList();
        var kept = captured.Where(i => i.RefundedAmount == 0).ToLookup(i => i.Metadata["order"]);
        var completedOrders = completed.ToHashSet();
        return new PaymentAudit(
            intents.Count,
            captured.Count,
            DoubleCaptures: intents.Count(i => i.CaptureCount > 1) + kept.Count(k => k.Count() > 1),
            PaidWithoutOrderOrRefund: captured.Count(i =>
                i.RefundedAmount != i.Amount && !(i.RefundedAmount == 0 && completedOrders.Contains(i.Metadata["order"]))
            ),
            OrdersWithoutMoney: completed.Count(order => kept[order].Count() != 1),
            DoubleRefunds: intents.Count(i => i.Refunds.Count > 1 || i.RefundedAmount > i.Amount),
            WrongRecords: captured.Count(i =>
                !recordsByIntent.TryGetValue(i.Id, out var r)
                || r.State != (i.RefundedAmount > 0 ? "Refunded" : "Succeeded")
                || (i.RefundedAmount > 0 && r.Refund != "Succeeded")
            )
                + intents.Count(i =>
                    i.CaptureCount == 0 && recordsByIntent.TryGetValue(i.Id, out var r) && r.State is ("Succeeded" or "Refunded")
                ),
            CompletedOrders: completed.Count,
            RefundedPayments: captured.Count(i => i.RefundedAmount > 0)
        );
    }

    public override string ToString() =>
        $"{Intents} intents, {Captured} captured; {CompletedOrders} orders completed, {RefundedPayments} refunded. "
        + $"Double captures: {DoubleCaptures}. Paid without order or refund: {PaidWithoutOrderOrRefund}. "
        + $"Orders without payment: {OrdersWithoutMoney}. Double refunds: {DoubleRefunds}. Wrong records: {WrongRecords}.";
}
