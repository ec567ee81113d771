using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Speakers. Private fields are visible to the speaker and the event team.</summary>
internal sealed class Speakers : Resource<Speaker>
{
    public Speakers()
    {
        SharedWithVisitors();
        NotListed();
        Attribute(s => s.Address).Private();
        Attribute(s => s.City);
        Attribute(s => s.ComplexFieldValues).Json().Private();
        Attribute(s => s.Country);
        Attribute(s => s.DeletedAt);
        Attribute(s => s.Email).Normalized(e => string.IsNullOrWhiteSpace(e) ? null : EmailAddress.Normalize(e)).Email().Private();
        Attribute(s => s.Facebook).Url();
        Attribute(s => s.Gender)
            .OneOf("Man", "Woman", "Transgender", "Non-binary", "Genderqueer", "An identity not listed here", "I prefer not to say")
            .Private();
        Attribute(s => s.Github).Url();
        Attribute(s => s.HeardFrom).Private();
        Attribute(s => s.IconImageUrl).Url();
        Attribute(s => s.Instagram).Url();
        Attribute(s => s.IsEmailOverridden);
        Attribute(s => s.IsFeatured);
        Attribute(s => s.Linkedin).Url();
        Attribute(s => s.LongBiography).Html(10_000);
        Attribute(s => s.Mastodon).Url();
        Attribute(s => s.Mobile).Phone().Private();
        Attribute(s => s.Name).Required().MaxLength(500);
        Attribute(s => s.Order);
        Attribute(s => s.Organisation);
        Attribute(s => s.PhotoUrl).Url();
        Attribute(s => s.Position);
        Attribute(s => s.ShortBiography).Html(5_000);
        Attribute(s => s.SmallImageUrl).Url();
        Attribute(s => s.SpeakerPositions).Json();
        Attribute(s => s.SpeakingExperience).MaxLength(5_000).Private();
        Attribute(s => s.SponsorshipRequired).MaxLength(5_000).Private();
        Attribute(s => s.ThumbnailImageUrl).Url();
        Attribute(s => s.Twitter).Url();
        Attribute(s => s.Website).Url();
        BelongsTo(s => s.Event).Required().Fixed().Inverse("speakers").DecidedByThisEnd("Signed-in users add themselves as speakers.");
        Through<User>("user", GetUserLinks).One().Private().PrivateInverse("speakers");
        CreatedBy(draft => new CreateSpeaker(draft.Row));
        UpdatedBy((row, changes) => new UpdateSpeaker(row, changes));
        DeletedBy(row => new DeleteSpeaker(row));
    }

    public override Policy<Speaker> Policy { get; } = new SpeakerPolicy();

    public override Speaker NewRow() => new();

    private protected override Speaker Prototype() => new();

    /// <summary>
    /// A speaker's user is the one who has verified the speaker's e-mail address. While there is none, it is the one who added the speaker.
    /// </summary>
    private static IQueryable<Link> GetUserLinks(IData data)
    {
        var verified = data.Set<User>().Where(u => u.DeletedAt == null && u.IsVerified);
        // One join, not a union of two: EF cannot load the collections of users that a union selects.
        return from s in data.Set<Speaker>()
            from u in data.Set<User>()
            where
                (u.DeletedAt == null && u.IsVerified && u.Email == s.Email) || (u.Id == s.UserId && !verified.Any(v => v.Email == s.Email))
            select new Link { From = s.Id, To = u.Id };
    }
}
