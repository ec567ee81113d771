using System.ComponentModel.DataAnnotations.Schema;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Program;

/// <summary>A talk, workshop or similar. Any signed-in user can submit one; the organizers decide on it.</summary>
public sealed class Session : EventContent, ISoftDeleted, ICreatedAt
{
    /// <summary>The maximum length of <see cref="ImportUid"/>.</summary>
    public const int MaxImportUid = 300;

    public string Title { get; set; } = "";

    public string? Subtitle { get; set; }

    public string? ShortAbstract { get; set; }

    public string? LongAbstract { get; set; }

    public string? Comments { get; set; }

    /// <summary>Beginner, Intermediate, Advanced or Expert.</summary>
    public string? Level { get; set; }

    public string? Language { get; set; }

    public SessionState State { get; set; }

    public DateTimeOffset? StartsAt { get; set; }

    public DateTimeOffset? EndsAt { get; set; }

    public DateTimeOffset? SubmittedAt { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset LastModifiedAt { get; set; }

    /// <summary>Only organizers can change a locked session.</summary>
    public bool IsLocked { get; set; }

    /// <summary>Whether e-mails about the current state were sent.</summary>
    public bool IsMailSent { get; set; }

    /// <summary>Whether to send e-mails about a change of state. Not stored.</summary>
    [NotMapped]
    public bool? SendEmail { get; set; }

    public string? SlidesUrl { get; set; }

    /// <summary>JSON: the slides, an array of <c>{name, link}</c>.</summary>
    public string? Slides { get; set; }

    public string? VideoUrl { get; set; }

    public string? AudioUrl { get; set; }

    public string? SignupUrl { get; set; }

    public string? Website { get; set; }

    public string? Facebook { get; set; }

    public string? Github { get; set; }

    public string? Gitlab { get; set; }

    public string? Instagram { get; set; }

    public string? Linkedin { get; set; }

    public string? Mastodon { get; set; }

    public string? Twitter { get; set; }

    /// <summary>JSON: the answers to the event's own questions.</summary>
    public string? ComplexFieldValues { get; set; }

    public long? TrackId { get; set; }

    public Track? Track { get; set; }

    public long? SessionTypeId { get; set; }

    public SessionType? SessionType { get; set; }

    public long? MicrolocationId { get; set; }

    public Microlocation? Microlocation { get; set; }

    /// <summary>The user who submitted the session; null if that account was deleted.</summary>
    public long? CreatorId { get; set; }

    public User? Creator { get; set; }

    public List<SessionSpeaker> Speakers { get; } = [];

    public List<SpeakerInvite> SpeakerInvites { get; } = [];

    public List<UserFavouriteSession> Favourites { get; } = [];

    public List<Feedback> Feedbacks { get; } = [];

    /// <summary>The mean of the ratings; null if there are none. Computed when the row is read, like the two counts.</summary>
    [NotMapped]
    public double? AverageRating { get; set; }

    [NotMapped]
    public int RatingCount { get; set; }

    [NotMapped]
    public int FavouriteCount { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>The UID of the entry in the schedule file that created the session, so that a second import finds it.</summary>
    public string? ImportUid { get; set; }
}
