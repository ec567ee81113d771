using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>The companies and groups that exhibit at an event, with the sessions that they give.</summary>
internal sealed class Exhibitors : EditableResource<Exhibitor>
{
    public Exhibitors()
    {
        NotListed();
        Attribute(x => x.BannerUrl).Url();
        Attribute(x => x.ContactEmail).Email();
        Attribute(x => x.ContactLink).Url();
        Attribute(x => x.Description).MaxLength(10_000);
        Attribute(x => x.EnableVideoRoom);
        Attribute(x => x.LogoUrl).Url();
        Attribute(x => x.Name).Required().MaxLength(500);
        Attribute(x => x.Position);
        Attribute(x => x.SlidesUrl).Url();
        Attribute(x => x.SocialLinks).Json().MaxLength(5_000).Must(JsonText.HasOnlyWebAddresses, JsonText.LinksMessage);
        Attribute(x => x.Status).OneOf(Exhibitor.Pending, Exhibitor.Accepted);
        Attribute(x => x.ThumbnailImageUrl).Url();
        Attribute(x => x.Url).Url();
        Attribute(x => x.VideoUrl).Url();
        WithVariants(ExhibitorBanner.Variants);
        BelongsTo(x => x.Event).Required().Fixed().Inverse("exhibitors");
        ManyToMany<Session, ExhibitorSession>("sessions", l => l.ExhibitorId, l => l.SessionId)
            .Inverse("exhibitors")
            .Must(RequireSameEventAsync);
    }

    public override Policy<Exhibitor> Policy { get; } = new EventContentPolicy<Exhibitor>();

    private static Task RequireSameEventAsync(IData data, IReadOnlyList<Link> links, CancellationToken ct) =>
        SameEventRule.RequireAsync<Exhibitor, Session>(data, links, "An exhibitor and its sessions must belong to the same event.", ct);
}
