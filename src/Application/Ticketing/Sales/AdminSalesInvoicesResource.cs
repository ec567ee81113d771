using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>The platform's invoices to organizers.</summary>
internal sealed class AdminSalesInvoicesResource : Resource<AdminSalesInvoices>
{
    public AdminSalesInvoicesResource()
    {
        Path = "admin/sales/invoices";
        FoundAt("/v1/admin/sales/invoices");
        Attribute(i => i.Amount).ReadOnly();
        Attribute(i => i.CompletedAt).ReadOnly();
        Attribute(i => i.CreatedAt).ReadOnly();
        Attribute(i => i.EventName).ReadOnly();
        Attribute(i => i.Identifier).ReadOnly();
        Attribute(i => i.SentTo).ReadOnly();
        Attribute(i => i.Status).ReadOnly();
    }

    public override Policy<AdminSalesInvoices> Policy { get; } = new SalesPolicy<AdminSalesInvoices>();
}
