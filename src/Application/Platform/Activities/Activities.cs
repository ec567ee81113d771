using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>The log of changes, for staff. Read-only; it is written with each change.</summary>
internal sealed class Activities : Resource<Activity>
{
    public Activities()
    {
        Attribute(a => a.Action).ReadOnly();
        Attribute(a => a.Actor).ReadOnly();
        Attribute(a => a.Time).ReadOnly();
    }

    public override Policy<Activity> Policy { get; } = new StaffReadPolicy<Activity>();
}
