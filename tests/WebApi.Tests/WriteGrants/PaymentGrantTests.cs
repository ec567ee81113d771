using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.WebApi.Tests.WriteGrants;

/// <summary>Books of payments are written by the use cases that record payments, and by no other request (docs/decisions/032).</summary>
[TestFixture]
public sealed class PaymentGrantTests : WriteGrantFixture
{
    private static readonly object[] Rows =
    [
        new Payment
        {
            OrderIdentifier = "none",
            Reference = "pay_none",
            Provider = "manual",
            Amount = 1,
        },
        new InvoiceCredit
        {
            OrderIdentifier = "none",
            InvoiceId = 1,
            Revenue = 1,
        },
        new Refund
        {
            PaymentId = 1,
            Reference = "ref_none",
            Amount = 1,
        },
    ];

    [TestCaseSource(nameof(Rows))]
    public void A_request_without_a_grant_creates_no_payment_refund_or_credit(object row)
    {
        AssertRejected(Add(row, isGranted: false), $"Create of {row.GetType().Name}");
        Assert.That(
            () => SendAsync(Add(row, isGranted: true)),
            Throws.InstanceOf<RejectedException>(),
            "a control: only the foreign key fails"
        );

        static Func<IData, IAuthorization, Task> Add(object row, bool isGranted) =>
            (data, authorization) =>
            {
                var grant = authorization.Require(Decision.Allow);
                if (isGranted)
                    grant.Create(row);
                switch (row)
                {
                    case Payment payment:
                        data.Set<Payment>().Add(payment);
                        break;
                    case InvoiceCredit credit:
                        data.Set<InvoiceCredit>().Add(credit);
                        break;
                    default:
                        data.Set<Refund>().Add((Refund)row);
                        break;
                }

                return Task.CompletedTask;
            };
    }

    [Test]
    public void Another_request_changes_no_state_and_no_sum()
    {
        AssertRejected(Change(new Payment { Id = 1 }, p => p.State = PaymentState.Refunded), "Change of State of Payment 1");
        AssertRejected(Change(new Payment { Id = 1 }, p => p.Taken = 5), "Change of Taken of Payment 1");
        AssertRejected(Change(new Refund { Id = 1 }, r => r.State = RefundState.Failed), "Change of State of Refund 1");
        AssertRejected(Change(new Order { Id = 1 }, o => o.AmountRefunded = 5), "Change of AmountRefunded of Order 1");

        static Func<IData, IAuthorization, Task> Change<T>(T row, Action<T> change)
            where T : Entity =>
            (data, authorization) =>
            {
                authorization.Require(Decision.Allow);
                data.Set<T>().Attach(row);
                change(row);
                return Task.CompletedTask;
            };
    }

    [Test]
    public void A_grant_after_a_decision_needs_a_decision()
    {
        Assert.That(
            () =>
                SendAsync(
                    (_, authorization) =>
                    {
                        authorization.RequireDecision();
                        return Task.CompletedTask;
                    }
                ),
            Throws.InvalidOperationException
        );
        Assert.That(
            () =>
                SendAsync(
                    (_, authorization) =>
                    {
                        authorization.Require(Decision.Allow);
                        authorization.RequireDecision();
                        return Task.CompletedTask;
                    }
                ),
            Throws.Nothing
        );
    }
}
