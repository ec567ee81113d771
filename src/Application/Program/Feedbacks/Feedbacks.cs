using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Ratings of events and sessions. Unique indexes allow one for each user and event, and for each user and session.</summary>
internal sealed class Feedbacks : EditableResource<Feedback>
{
    public Feedbacks()
    {
        Type = "feedback";
        Path = "feedbacks";
        NotListed();
        Attribute(f => f.Comment).MaxLength(5_000);
        Attribute(f => f.DeletedAt);
        Attribute(f => f.Rating).Required().Must(rating => rating is >= 1 and <= 5, "Must be from 1 to 5.");
        BelongsTo(f => f.Event).Fixed().Inverse("feedbacks").DecidedByThisEnd("Any signed-in user rates events.");
        BelongsTo(f => f.Session).Fixed().Inverse("feedbacks").DecidedByThisEnd("The policy of feedback asks for the event team.");
        BelongsTo(f => f.User)
            .Required()
            .Fixed()
            .Inverse("feedbacks", isPrivate: true)
            .DecidedByThisEnd("The policy of feedback allows the caller only.");
        PolicyReads((data, ids, ct) => data.Set<Feedback>().Include(f => f.Session).Where(f => ids.Contains(f.Id)).LoadAsync(ct));
        CreatedBy(draft => new CreateFeedback(draft.Row));
    }

    public override Policy<Feedback> Policy { get; } = new FeedbackPolicy();
}
