using System.Text.Json;
using OpenEvent.Application.Events;
using OpenEvent.Application.Program;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Platform;

/// <summary>The rules about rows that the use cases of these types have, for rows of an archive.</summary>
internal sealed class ImportRules(ArchiveProblems problems, ArchiveRowCount count, long userId, DateTimeOffset now)
{
    private const int MaxOptions = 500;

    private const int MaxOptionLength = 1000;

    private readonly List<CustomFormOption> _options = [];
    private readonly HashSet<string> _emails = [];
    private readonly HashSet<(string Form, string Field, string FormId)> _questions = [];

    /// <summary>The choices of the forms.</summary>
    public IReadOnlyList<CustomFormOption> Options => _options;

    public Task AcceptForm(CustomForm form, JsonElement json, int item)
    {
        if (!_questions.Add((form.Form, form.FieldIdentifier, form.FormId ?? "")))
            problems.Add(ArchiveFormat.Forms, item, "field_identifier", "The form has this question twice.");
        if (form.Bounds.Min > form.Bounds.Max)
            problems.Add(ArchiveFormat.Forms, item, "min", "The minimum (min) must not be greater than the maximum (max).");
        if (json.TryGetProperty(ArchiveFormat.Options, out var options) && options.ValueKind == JsonValueKind.Array)
            foreach (var option in options.EnumerateArray().Take(MaxOptions).TakeWhile(_ => !problems.IsFull))
                AddOption(form, option, item);
        return Task.CompletedTask;
    }

    /// <summary>The link of the original's private call must not open the call of the new event.</summary>
    public void AcceptCall(SpeakersCall call)
    {
        call.Hash = call.Privacy == SpeakersCalls.Private ? SpeakersCalls.CreateHash() : null;
        problems.Catch($"{ArchiveFormat.Event}/{ArchiveFormat.SpeakersCall}", null, () => SpeakersCalls.RequireEndAfterStart(call));
    }

    public Task AcceptSpeaker(Speaker speaker, JsonElement json, int item)
    {
        speaker.UserId = userId;
        if (speaker.Email is null)
            speaker.IsEmailOverridden = true;
        else if (!_emails.Add(speaker.Email))
            problems.Add(ArchiveFormat.Speakers, item, "email", "Another speaker of the event has this e-mail address.");
        return Task.CompletedTask;
    }

    /// <summary>An export has no sponsors if they are not enabled.</summary>
    public Task AcceptSponsor(Sponsor sponsor, JsonElement json, int item)
    {
        if (!sponsor.Event.IsSponsorsEnabled)
            problems.Add(ArchiveFormat.Sponsors, item, null, Sponsors.DisabledMessage);
        return Task.CompletedTask;
    }

    public Task AcceptSession(Session session, int item)
    {
        session.CreatorId = userId;
        session.LastModifiedAt = now;
        if (session.State != SessionState.Draft)
            session.SubmittedAt = now;
        problems.Catch(ArchiveFormat.Sessions, item, () => SessionTimes.Require(session));
        return Task.CompletedTask;
    }

    private void AddOption(CustomForm form, JsonElement value, int item)
    {
        try
        {
            var text = value.ValueKind == JsonValueKind.String ? JsonText.Read(value) : "";
            count.Add(1, ArchiveFormat.Forms);
            if (text.Length is > 0 and <= MaxOptionLength)
                _options.Add(new CustomFormOption { CustomForm = form, Value = text });
            else
                problems.Add(
                    ArchiveFormat.Forms,
                    item,
                    ArchiveFormat.Options,
                    $"An option is a text of 1 to {MaxOptionLength} characters."
                );
        }
        catch (InvalidValueException e)
        {
            problems.Add(ArchiveFormat.Forms, item, ArchiveFormat.Options, e.Message);
        }
    }
}
