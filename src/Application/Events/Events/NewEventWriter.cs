using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// Adds a new event with what every event has: an identifier, an owner, and an attendee form that asks for the e-mail address.
/// </summary>
internal sealed class NewEventWriter(IData data, EventIdentifiers identifiers, TeamWriter team)
{
    /// <param name="grant">The grant of the creation.</param>
    /// <param name="ownerId">Null: the event has no owner.</param>
    /// <param name="ownerEmail">Null if there is no owner.</param>
    /// <param name="hasEmailQuestion">Whether the form of the draft has the question already.</param>
    public async Task AddAsync(Event draft, Grant grant, long? ownerId, string? ownerEmail, bool hasEmailQuestion, CancellationToken ct)
    {
        draft.Identifier = await identifiers.GenerateAsync(ct);
        grant.Create(draft).Create<CustomForm>(f => f.Event == draft);
        data.Set<Event>().Add(draft);
        if (ownerId is { } owner && ownerEmail is { } email)
        {
            TeamWriter.AllowFor(grant, draft, r => r.UserId == owner);
            team.AddOwner(draft, owner, email);
        }

        if (hasEmailQuestion)
            return;
        var question = CustomForm.CreateAttendeeEmailQuestion();
        question.Event = draft;
        data.Set<CustomForm>().Add(question);
    }
}
