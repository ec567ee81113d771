using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>
/// A role that a user can hold at an event or in a group. The server attaches permissions to the seven built-in roles only.
/// </summary>
[TokenModule(TokenModule.Shared)]
public sealed class Role : Entity
{
    /// <summary>The ids of the built-in roles. A unique index on the owner's id ensures that an event has one owner.</summary>
    public const long OwnerId = 1,
        OrganizerId = 2,
        CoorganizerId = 3,
        TrackOrganizerId = 4,
        ModeratorId = 5,
        AttendeeId = 6,
        RegistrarId = 7;

    public string Name { get; set; } = "";
    public string? TitleName { get; set; }

    /// <summary>The built-in roles by name. They cannot be renamed or deleted.</summary>
    public static IReadOnlyDictionary<string, (long Id, string Title)> BuiltIn { get; } =
        new Dictionary<string, (long, string)>(StringComparer.Ordinal)
        {
            ["owner"] = (OwnerId, "Owner"),
            ["organizer"] = (OrganizerId, "Organizer"),
            ["coorganizer"] = (CoorganizerId, "Co-organizer"),
            ["track_organizer"] = (TrackOrganizerId, "Track-Organizer"),
            ["moderator"] = (ModeratorId, "Moderator"),
            ["attendee"] = (AttendeeId, "Attendee"),
            ["registrar"] = (RegistrarId, "Registrar"),
        };

    public bool IsBuiltIn => Id is >= OwnerId and <= RegistrarId;

    /// <summary>The team role of the role with that id; null if it gives no permissions at an event.</summary>
    public static TeamRole? TeamRoleOf(long id) =>
        id switch
        {
            OwnerId => TeamRole.Owner,
            OrganizerId => TeamRole.Organizer,
            CoorganizerId => TeamRole.Coorganizer,
            TrackOrganizerId => TeamRole.TrackOrganizer,
            ModeratorId => TeamRole.Moderator,
            RegistrarId => TeamRole.Registrar,
            _ => null,
        };
}
