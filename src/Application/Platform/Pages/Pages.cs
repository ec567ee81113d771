using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

internal sealed class Pages : EditableResource<Page>
{
    public Pages()
    {
        TextsInLog();
        Attribute(p => p.Description).Html(100_000);
        Attribute(p => p.Index);
        Attribute(p => p.Language).MaxLength(100);
        Attribute(p => p.Name).Required().Normalized(name => name.Trim()).MaxLength(200);
        Attribute(p => p.Place).OneOf("footer", "event");
        Attribute(p => p.Title).MaxLength(500);
        Attribute(p => p.Url).Required().MaxLength(500).Must(LinkRule.IsSafe, LinkRule.Message);
    }

    public override Policy<Page> Policy { get; } = new StaffManagedPolicy<Page>();
}
