using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

internal sealed class Sponsors : EditableResource<Sponsor>
{
    /// <summary>Why a sponsor cannot be added.</summary>
    public const string DisabledMessage = "Sponsors are not enabled for this event. Set its is-sponsors-enabled to true first.";

    public Sponsors()
    {
        SharedWithVisitors();
        NotListed();
        Attribute(s => s.Name).Required().MaxLength(500);
        Attribute(s => s.Description).MaxLength(5_000);
        Attribute(s => s.Level);
        Attribute(s => s.Type);
        Attribute(s => s.Url).Url();
        Attribute(s => s.LogoUrl).Url().Media();
        Attribute(s => s.DeletedAt);
        BelongsTo(s => s.Event).Required().Fixed().Inverse("sponsors");
        Before(WriteOperation.Create, async (sponsor, _, context, ct) =>
        {
            if (!await context.Data.Set<Event>().AnyAsync(e => e.Id == sponsor.EventId && e.IsSponsorsEnabled, ct))
                throw RejectedException.Forbidden(DisabledMessage);
        });
        CopiedWithEvent();
    }

    public override Policy<Sponsor> Policy { get; } = new EventContentPolicy<Sponsor>();
}
