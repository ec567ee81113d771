using System.Linq.Expressions;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Platform;

/// <summary>Rows of module Program that are about a person.</summary>
internal static class PersonalProgramRows
{
    public static IEnumerable<PersonalRows> All =>
        [
            new PersonalRowsOf<UserFavouriteSession>(p => f => f.UserId == p.Id).Export("favourite-sessions").Delete(),
            new PersonalRowsOf<Feedback>(p => f => f.UserId == p.Id).Export("feedbacks").Clear(nameof(Feedback.Comment)),
            new PersonalRowsOf<SpeakerInvite>(p => i => i.Email == p.VerifiedEmail).Export("speaker-invites").Delete(),
            new PersonalRowsOf<VideoStreamModerator>(p => m => m.Email == p.VerifiedEmail).Export("stream-moderators").Delete(),
            new PersonalRowsOf<Exhibitor>(p => e => e.ContactEmail == p.VerifiedEmail)
                .NotExported("An exhibitor is an organization, which the event's team describes.")
                .Clear(nameof(Exhibitor.ContactEmail))
                .KeepOthers("About the organization."),
            Sessions,
            Speakers,
        ];

    /// <summary>
    /// What an event has accepted stays in its programme without the person's contacts. A proposal that was not accepted loses its texts.
    /// Sessions with other speakers stay as they are: their texts are those of the others, too. So do sessions without speakers, which a
    /// team writes for its event.
    /// </summary>
    private static PersonalRows Sessions =>
        new PersonalRowsOf<Session>(p =>
            s =>
                s.Speakers.Any(x => x.Speaker.Email == p.VerifiedEmail || (x.Speaker.UserId == p.Id && p.Emails.Contains(x.Speaker.Email)))
                || (s.CreatorId == p.Id && s.Speakers.Count == 0)
        )
            .Export("sessions")
            .Files(nameof(Session.SlidesUrl), nameof(Session.VideoUrl), nameof(Session.AudioUrl))
            .Links(nameof(Session.Slides), nameof(Session.ComplexFieldValues))
            .Replace(nameof(Session.Title), "Erased proposal", ProposalsOf)
            .Clear(
                ProposalsOf,
                nameof(Session.Subtitle),
                nameof(Session.ShortAbstract),
                nameof(Session.LongAbstract),
                nameof(Session.Slides),
                nameof(Session.SlidesUrl),
                nameof(Session.VideoUrl),
                nameof(Session.AudioUrl)
            )
            .Clear(
                AloneIn,
                nameof(Session.Comments),
                nameof(Session.ComplexFieldValues),
                nameof(Session.SignupUrl),
                nameof(Session.Website),
                nameof(Session.Facebook),
                nameof(Session.Github),
                nameof(Session.Gitlab),
                nameof(Session.Instagram),
                nameof(Session.Linkedin),
                nameof(Session.Mastodon),
                nameof(Session.Twitter)
            )
            .Keep("Facts of the programme.", nameof(Session.Level), nameof(Session.Language), nameof(Session.ImportUid));

    /// <summary>
    /// Own profiles. A team that types in other speakers is stored with them too, so the account alone does not identify.
    /// </summary>
    private static PersonalRows Speakers =>
        new PersonalRowsOf<Speaker>(p => s => s.Email == p.VerifiedEmail || (s.UserId == p.Id && p.Emails.Contains(s.Email)))
            .Export("speakers")
            .Files(nameof(Speaker.PhotoUrl), nameof(Speaker.ThumbnailImageUrl), nameof(Speaker.SmallImageUrl), nameof(Speaker.IconImageUrl))
            .Links(nameof(Speaker.ComplexFieldValues))
            .Replace(nameof(Speaker.Name), "Erased speaker")
            .Clear(
                nameof(Speaker.Email),
                nameof(Speaker.ShortBiography),
                nameof(Speaker.LongBiography),
                nameof(Speaker.Organisation),
                nameof(Speaker.Position),
                nameof(Speaker.SpeakerPositions),
                nameof(Speaker.SpeakingExperience),
                nameof(Speaker.SponsorshipRequired),
                nameof(Speaker.HeardFrom),
                nameof(Speaker.Gender),
                nameof(Speaker.Mobile),
                nameof(Speaker.Address),
                nameof(Speaker.City),
                nameof(Speaker.Country),
                nameof(Speaker.PhotoUrl),
                nameof(Speaker.ThumbnailImageUrl),
                nameof(Speaker.SmallImageUrl),
                nameof(Speaker.IconImageUrl),
                nameof(Speaker.Website),
                nameof(Speaker.Facebook),
                nameof(Speaker.Github),
                nameof(Speaker.Instagram),
                nameof(Speaker.Linkedin),
                nameof(Speaker.Mastodon),
                nameof(Speaker.Twitter),
                nameof(Speaker.ComplexFieldValues)
            );

    private static Expression<Func<Session, bool>> AloneIn(Person p) =>
        s =>
            s.Speakers.Count > 0
            && s.Speakers.All(x => x.Speaker.Email == p.VerifiedEmail || (x.Speaker.UserId == p.Id && p.Emails.Contains(x.Speaker.Email)));

    private static Expression<Func<Session, bool>> ProposalsOf(Person p) =>
        ExpressionSubstitution.And(AloneIn(p), s => s.State != SessionState.Accepted && s.State != SessionState.Confirmed);
}
