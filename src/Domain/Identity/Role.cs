using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>A role that a person can hold at an event or in a group. The seven fixed ones mean something to the server.</summary>
public sealed class Role : Entity
{
    /// <summary>The row of each fixed role; the database guards by it that an event has one owner.</summary>
    public const long OwnerId = 1, OrganizerId = 2, CoorganizerId = 3, TrackOrganizerId = 4, ModeratorId = 5, AttendeeId = 6, RegistrarId = 7;

    public string Name { get; set; } = "";
    public string? TitleName { get; set; }

    /// <summary>The names that the server knows: they cannot be renamed or deleted.</summary>
    public static IReadOnlyDictionary<string, (long Id, string Title, EventRole? Rank)> Fixed { get; } =
        new Dictionary<string, (long, string, EventRole?)>(StringComparer.Ordinal)
        {
            ["owner"] = (OwnerId, "Owner", EventRole.Owner),
            ["organizer"] = (OrganizerId, "Organizer", EventRole.Organizer),
            ["coorganizer"] = (CoorganizerId, "Co-organizer", EventRole.Coorganizer),
            ["track_organizer"] = (TrackOrganizerId, "Track-Organizer", EventRole.TrackOrganizer),
            ["moderator"] = (ModeratorId, "Moderator", EventRole.Moderator),
            ["attendee"] = (AttendeeId, "Attendee", null),
            ["registrar"] = (RegistrarId, "Registrar", EventRole.Registrar),
        };

    public bool IsFixed => Fixed.ContainsKey(Name);

    /// <summary>What holding a role of that name lets one do at an event; null: nothing.</summary>
    public static EventRole? RankOf(string name) => Fixed.TryGetValue(name, out var known) ? known.Rank : null;
}
