namespace OpenEvent.Application.Events;

/// <summary>A member of the event team whom a purchase concerns.</summary>
/// <param name="WantsEmail">Whether they have not declined the e-mail.</param>
internal sealed record PurchaseRecipient(TeamMember Member, bool WantsEmail);
