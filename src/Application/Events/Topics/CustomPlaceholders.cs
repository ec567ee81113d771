using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// Placeholder images for events without an image. The smaller sizes are null because this server does not process images yet. Clients show
/// the original.
/// </summary>
internal sealed class CustomPlaceholders : EditableResource<CustomPlaceholder>
{
    public CustomPlaceholders()
    {
        NumericIds();
        Attribute(p => p.Copyright).MaxLength(2000);
        Attribute(p => p.IconImageUrl).ReadOnly();
        Attribute(p => p.LargeImageUrl).ReadOnly();
        Attribute(p => p.Name).Required().Normalized(name => name.Trim()).MaxLength(500);
        Attribute(p => p.Origin).MaxLength(2000);
        Attribute(p => p.OriginalImageUrl).Required().Url();
        Attribute(p => p.ThumbnailImageUrl).ReadOnly();
        BelongsTo(p => p.EventSubTopic).InverseOne("custom-placeholder");
    }

    public override Policy<CustomPlaceholder> Policy { get; } = new StaffManagedPolicy<CustomPlaceholder>();
}
