using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>
/// Sessions. Their ratings and favourites are counted in the statement that reads them. The ratings of a session outside the public
/// programme are those of the programme committee, and count for the event team only.
/// </summary>
internal sealed class Sessions : Resource<Session>
{
    public Sessions()
    {
        SharedWithVisitors();
        Attribute(s => s.AudioUrl).Url();
        Attribute(s => s.AverageRating)
            .ReadOnly()
            .QueriedAs(actor =>
                WithRatings(actor, (s, showsRatings) =>
                    showsRatings ? s.Feedbacks.Where(f => f.DeletedAt == null).Average(f => (double?)f.Rating) : null
                )
            );
        Attribute(s => s.Comments).MaxLength(5_000).Private();
        Attribute(s => s.ComplexFieldValues).Json().Private();
        Attribute(s => s.CreatedAt).ReadOnly();
        Attribute(s => s.DeletedAt);
        Attribute(s => s.EndsAt);
        Attribute(s => s.Facebook).Url();
        Attribute(s => s.FavouriteCount).ReadOnly().QueriedAs(s => s.Favourites.Count());
        Attribute(s => s.Github).Url();
        Attribute(s => s.Gitlab).Url();
        Attribute(s => s.Instagram).Url();
        Attribute(s => s.IsLocked);
        Attribute(s => s.IsMailSent);
        Attribute(s => s.Language);
        Attribute(s => s.LastModifiedAt).ReadOnly();
        Attribute(s => s.Level).OneOf("Beginner", "Intermediate", "Advanced", "Expert");
        Attribute(s => s.Linkedin).Url();
        Attribute(s => s.LongAbstract).Html(20_000);
        Attribute(s => s.Mastodon).Url();
        Attribute(s => s.RatingCount)
            .ReadOnly()
            .QueriedAs(actor => WithRatings(actor, (s, showsRatings) => showsRatings ? s.Feedbacks.Count(f => f.DeletedAt == null) : 0));
        Input(s => s.SendEmail, "send-email");
        Attribute(s => s.ShortAbstract).Html(5_000);
        Attribute(s => s.SignupUrl).Url();
        Attribute(s => s.Slides).Json().Must(JsonText.HasOnlyWebAddresses, JsonText.LinksMessage);
        Attribute(s => s.SlidesUrl).Url();
        Attribute(s => s.StartsAt);
        Attribute(s => s.State);
        Attribute(s => s.SubmittedAt).ReadOnly();
        Attribute(s => s.Subtitle);
        Attribute(s => s.Title).Required().MaxLength(500);
        Attribute(s => s.Twitter).Url();
        Attribute(s => s.VideoUrl).Url();
        Attribute(s => s.Website).Url();
        BelongsTo(s => s.Event).Required().Fixed().Inverse("sessions").DecidedByThisEnd("Any signed-in user submits sessions.");
        BelongsTo(s => s.Track).Inverse("sessions").DecidedByThisEnd("Submitters propose a track.");
        BelongsTo(s => s.SessionType).Inverse("sessions").DecidedByThisEnd("Submitters propose a session type.");
        BelongsTo(s => s.Microlocation)
            .Inverse("sessions")
            .DecidedByThisEnd("Only the event team assigns rooms: the use cases leave out a room that others send.");
        BelongsTo(s => s.Creator).ReadOnly().Inverse("sessions", isPrivate: true);
        ManyToMany<Speaker, SessionSpeaker>("speakers", x => x.SessionId, x => x.SpeakerId).Inverse("sessions").Must(RequireSameEventAsync);
        PolicyReads(
            (data, ids, ct) =>
                data.Set<SessionSpeaker>()
                    .Include(s => s.Speaker)
                    .Where(s => ids.Contains(s.SessionId) && s.Speaker.DeletedAt == null)
                    .LoadAsync(ct)
        );
        WithExtra<Counts>((_, actor) => WithRatings(actor, (s, showsRatings) => new Counts
                    {
                        Favourites = s.Favourites.Count(),
                        Ratings = showsRatings ? s.Feedbacks.Count(f => f.DeletedAt == null) : 0,
                        Average = showsRatings ? s.Feedbacks.Where(f => f.DeletedAt == null).Average(f => (double?)f.Rating) : null,
                    }), SetCounts);

        CreatedBy(draft => new SubmitSession(draft.Row));
        UpdatedBy((row, changes) => new UpdateSession(row, changes));
        DeletedBy(row => new DeleteSession(row));
    }

    public override Policy<Session> Policy { get; } = new SessionPolicy();

    public override Session NewRow() => new();

    private protected override Session Prototype() => new();

    private static void SetCounts(Session session, Counts counts) =>
        (session.FavouriteCount, session.RatingCount, session.AverageRating) = (counts.Favourites, counts.Ratings, counts.Average);

    /// <summary>A value that is different for sessions whose ratings the actor sees: <see cref="SessionPolicy.ShowsRatings"/>.</summary>
    private static Expression<Func<Session, TValue>> WithRatings<TValue>(Actor actor, Expression<Func<Session, bool, TValue>> value)
    {
        var session = value.Parameters[0];
        var showsRatings = ExpressionSubstitution.Apply(SessionPolicy.ShowsRatings(actor), session);
        return Expression.Lambda<Func<Session, TValue>>(ExpressionSubstitution.Apply(value, session, showsRatings), session);
    }

    private static Task RequireSameEventAsync(IData data, IReadOnlyList<Link> links, CancellationToken ct) =>
        SameEventRule.RequireAsync<Session, Speaker>(data, links, "A session and its speakers must belong to the same event.", ct);

    private sealed class Counts
    {
        public int Favourites { get; init; }

        public int Ratings { get; init; }

        public double? Average { get; init; }
    }
}
