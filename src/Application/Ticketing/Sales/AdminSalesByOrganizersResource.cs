using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// The sales of the events of each owner and organizer. An event with several of them counts for each. Deleted events do not count.
/// </summary>
internal sealed class AdminSalesByOrganizersResource : SalesListResource<AdminSalesByOrganizers>
{
    public AdminSalesByOrganizersResource()
        : base("by-organizers")
    {
        Attribute(s => s.Email).ReadOnly();
        Attribute(s => s.EndsAt).ReadOnly();
        Attribute(s => s.FirstName).ReadOnly();
        Attribute(s => s.LastName).ReadOnly();
        Sales();
        Attribute(s => s.StartsAt).ReadOnly();
    }

    protected override Task SumAsync(IData data, IReadOnlyList<AdminSalesByOrganizers> rows, CancellationToken ct)
    {
        var ids = rows.Select(r => r.Id).ToList();
        // A user who is owner and organizer of an event counts once.
        var held = data.Set<UsersEventsRole>()
            .Where(r => (r.RoleId == Role.OwnerId || r.RoleId == Role.OrganizerId) && r.Event.DeletedAt == null && ids.Contains(r.UserId))
            .Select(r => new { r.UserId, r.EventId })
            .Distinct();
        return data.GetSales()
            .Join(
                held,
                s => s.EventId,
                h => h.EventId,
                (s, h) =>
                    new KeyedSale<long>
                    {
                        Key = h.UserId,
                        Status = s.Status,
                        Currency = s.Currency,
                        Amount = s.Amount,
                        Tickets = s.Tickets,
                    }
            )
            .SumIntoAsync(rows, r => r.Id, ct);
    }
}
