using System.Diagnostics.Metrics;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Notifications;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>What this server has committed of orders and e-mails. The labels are states, never people or events.</summary>
internal sealed class OutcomeMetrics
{
    public OutcomeMetrics(IMeterFactory factory)
    {
        var meter = factory.Create("OpenEvent");
        Orders = new(meter, "openevent.order.changes", "{order}", "Orders that reached a status", "status");
        Emails = new(meter, "openevent.email.attempts", "{attempt}", "Attempts to deliver an e-mail");
    }

    /// <summary>New checkouts are not counted.</summary>
    public OutcomeCounter<OrderStatus> Orders { get; }

    /// <summary>By the state of the e-mail after the attempt.</summary>
    public OutcomeCounter<MailState> Emails { get; }
}
