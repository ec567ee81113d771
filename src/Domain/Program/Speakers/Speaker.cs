using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Program;

/// <summary>The profile of a speaker at an event. An event has at most one speaker per e-mail address.</summary>
public sealed class Speaker : EventContent, ISoftDeleted
{
    public string Name { get; set; } = "";

    /// <summary>Normalized (<see cref="EmailAddress.Normalize"/>); null if the event team left it out.</summary>
    public string? Email { get; set; }

    /// <summary>Whether the event team chose the address itself. Then the address may be missing.</summary>
    public bool IsEmailOverridden { get; set; }

    public bool IsFeatured { get; set; }

    public int? Order { get; set; }

    public string? ShortBiography { get; set; }

    public string? LongBiography { get; set; }

    public string? Organisation { get; set; }

    public string? Position { get; set; }

    /// <summary>JSON in the format of the clients.</summary>
    public string? SpeakerPositions { get; set; }

    public string? SpeakingExperience { get; set; }

    public string? SponsorshipRequired { get; set; }

    public string? HeardFrom { get; set; }

    public string? Gender { get; set; }

    public string? Mobile { get; set; }

    public string? Address { get; set; }

    public string? City { get; set; }

    public string? Country { get; set; }

    public string? PhotoUrl { get; set; }

    public string? ThumbnailImageUrl { get; set; }

    public string? SmallImageUrl { get; set; }

    public string? IconImageUrl { get; set; }

    public string? Website { get; set; }

    public string? Facebook { get; set; }

    public string? Github { get; set; }

    public string? Instagram { get; set; }

    public string? Linkedin { get; set; }

    public string? Mastodon { get; set; }

    public string? Twitter { get; set; }

    /// <summary>JSON: the answers to the event's own questions.</summary>
    public string? ComplexFieldValues { get; set; }

    /// <summary>
    /// The account that added the speaker; null if it was deleted. It gives no rights: the speaker is the account that has
    /// verified <see cref="Email"/>.
    /// </summary>
    public long? UserId { get; set; }

    public User? User { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }
}
