namespace OpenEvent.Domain.Common;

/// <summary>The role of a user at an event, highest first (docs/reference/permissions.md#roles).</summary>
public enum TeamRole
{
    Owner,
    Organizer,
    Coorganizer,
    TrackOrganizer,
    Moderator,
    Registrar,
}
