using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Notifications;

namespace OpenEvent.Application.Notifications;

/// <summary>The log of sent e-mails, for staff. Read-only.</summary>
internal sealed class Mails : Resource<Mail>
{
    public Mails()
    {
        Attribute(m => m.Action).ReadOnly();
        Attribute(m => m.Message).ReadOnly();
        Attribute(m => m.Recipient).ReadOnly();
        Attribute(m => m.Subject).ReadOnly();
        Attribute(m => m.Time).ReadOnly();
        Attribute(m => m.State).ReadOnly();
        Attribute(m => m.Attempts).ReadOnly();
        Attribute(m => m.LastError).ReadOnly();
    }

    public override Policy<Mail> Policy { get; } = new StaffReadPolicy<Mail>();
}
