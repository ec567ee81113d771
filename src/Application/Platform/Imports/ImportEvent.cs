using System.Globalization;
using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Program;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Platform;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Creates a draft event from an archive, all or nothing, for the user who started the task. Ids of the archive are valid in it only, so no
/// row of another event is read or linked. What is wrong is reported with file, item and member.
/// </summary>
/// <returns>The id of the event.</returns>
internal sealed record ImportEvent(Guid Task, ArchiveContent Archive, ArchiveMediaReader Media) : ICommand<long>
{
    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        ResourceCatalog catalog,
        EventIdentifiers identifiers,
        EventOwner owners,
        IOutbox outbox,
        TimeProvider clock,
        IEnumerable<IEventRule> rules
    ) : IRequestHandler<ImportEvent, long>
    {
        private static readonly EventPolicy Policy = new();

        public async Task<long> Handle(ImportEvent command, CancellationToken ct)
        {
            var grant = authorization.AsServer();
            var task = await data.Set<QueuedTask>().SingleAsync(t => t.Key == command.Task, ct);
            if (task.ResultEventId is { } done)
                return done; // a server was killed between the commit and the end of the outbox entry
            var user = await data.Set<User>().SingleOrDefaultAsync(u => u.Id == task.OwnerId && u.DeletedAt == null && !u.IsBlocked, ct)
                ?? throw RejectedException.Forbidden("The account that started the import was deleted or blocked.");
            var problems = new ArchiveProblems();
            var draft = new Event();
            await ReadEventAsync(command, draft, problems, ct);
            if (Policy.Create(new Actor(user.Id, user.Email, user.IsVerified), draft) is { IsAllowed: false } denied)
                throw RejectedException.Forbidden(denied.Reason!);

            var content = new ImportedEvent(catalog, command.Archive, command.Media, problems, draft);
            var accepted = new ImportRules(problems, user.Id, clock.GetUtcNow());
            await ReadContentAsync(command.Archive, content, accepted, ct);
            problems.ThrowIfAny();
            draft.Identifier = await identifiers.GenerateAsync(ct);
            Add(grant, draft, content.Rows, accepted.Options);
            EventOwner.AllowFor(grant, draft, user.Id);
            owners.Add(draft, user.Id, user.Email);
            await data.SaveChangesAsync(ct);
            QueueImages(draft, content.Rows);
            await EndAsync(grant, task, draft, ct);
            return draft.Id;
        }

        private async Task ReadEventAsync(ImportEvent command, Event draft, ArchiveProblems problems, CancellationToken ct)
        {
            var json = command.Archive.Event;
            var reader = new ArchiveRowReader<Event>(catalog.Of<Event>(), ArchiveFormat.Event, command.Media, problems);
            var changes = await reader.ReadAsync(json, draft, null, ct);
            draft.State = EventState.Draft;
            draft.EventType = await FindAsync<EventType>(json, "event_type", name => t => t.Name == name, ct);
            draft.EventTopic = await FindAsync<EventTopic>(json, "event_topic", name => t => t.Name == name, ct);
            draft.EventSubTopic = await FindAsync<EventSubTopic>(json, "event_sub_topic", name => t => t.Name == name, ct);
            if (draft.EventSubTopic is { } sub && sub.EventTopicId != draft.EventTopic?.Id)
                draft.EventSubTopic = null;
            problems.ThrowIfAny(); // the rules read a complete event
            await problems.CatchAsync(ArchiveFormat.Event, null, async () =>
            {
                PublishingRules.Require(draft);
                foreach (var rule in rules)
                    await rule.RequireAsync(draft, draft, changes, ct);
            });
        }

        /// <summary>Types and topics are a vocabulary of this server. Names that it does not have are left out.</summary>
        private async Task<T?> FindAsync<T>(
            JsonElement json,
            string member,
            Func<string, System.Linq.Expressions.Expression<Func<T, bool>>> hasName,
            CancellationToken ct
        )
            where T : Entity
        {
            if (!json.TryGetProperty(member, out var value) || value.ValueKind != JsonValueKind.String)
                return null;
            try
            {
                var name = JsonText.Read(value);
                return await data.Set<T>().Where(hasName(name)).WithoutTrash(catalog.Of<T>()).OrderBy(t => t.Id).FirstOrDefaultAsync(ct);
            }
            catch (InvalidValueException)
            {
                return null;
            }
        }

        private static async Task ReadContentAsync(
            ArchiveContent archive,
            ImportedEvent content,
            ImportRules accepted,
            CancellationToken ct
        )
        {
            await content.ReadOneAsync<EventCopyright>(archive.Event, "copyright", ct);
            await content.ReadOneAsync<SpeakersCall>(archive.Event, "speakers_call", ct);
            var links =
                archive.Event.TryGetProperty(ArchiveFormat.SocialLinks, out var list) && list.ValueKind == JsonValueKind.Array
                    ? [.. list.EnumerateArray()]
                    : archive.Rows(ArchiveFormat.SocialLinks);
            await content.ReadListAsync<SocialLink>(links, ArchiveFormat.SocialLinks, ct);
            await content.ReadAsync<CustomForm>(ArchiveFormat.Forms, accepted.AcceptForm, ct);
            var rooms = await content.ReadAsync<Microlocation>(ArchiveFormat.Microlocations, null, ct);
            await content.ReadAsync<Sponsor>(ArchiveFormat.Sponsors, null, ct);
            var speakers = await content.ReadAsync<Speaker>(ArchiveFormat.Speakers, accepted.AcceptSpeaker, ct);
            var tracks = await content.ReadAsync<Track>(ArchiveFormat.Tracks, null, ct);
            var types = await content.ReadAsync<SessionType>(ArchiveFormat.SessionTypes, null, ct);
            await content.ReadAsync<Session>(
                ArchiveFormat.Sessions,
                async (session, json, i) =>
                {
                    const string File = ArchiveFormat.Sessions;
                    session.Microlocation = content.Find(rooms, json, "microlocation_id", File, ArchiveFormat.Microlocations, i);
                    session.Track = content.Find(tracks, json, "track_id", File, ArchiveFormat.Tracks, i);
                    session.SessionType = content.Find(types, json, "session_type_id", File, ArchiveFormat.SessionTypes, i);
                    foreach (var speaker in content.FindAll(speakers, json, "speakers", File, ArchiveFormat.Speakers, i))
                        session.Speakers.Add(new SessionSpeaker { Session = session, Speaker = speaker });
                    await accepted.AcceptSession(session, i);
                },
                ct
            );
        }

        private void Add(Grant grant, Event draft, IReadOnlyList<EventContent> rows, IReadOnlyList<CustomFormOption> options)
        {
            grant
                .Create(draft)
                .Create<SocialLink>(r => r.Event == draft)
                .Create<EventCopyright>(r => r.Event == draft)
                .Create<SpeakersCall>(r => r.Event == draft)
                .Create<CustomForm>(r => r.Event == draft)
                .Create<CustomFormOption>(o => o.CustomForm.Event == draft)
                .Create<Microlocation>(r => r.Event == draft)
                .Create<Sponsor>(r => r.Event == draft)
                .Create<Speaker>(r => r.Event == draft)
                .Create<Track>(r => r.Event == draft)
                .Create<SessionType>(r => r.Event == draft)
                .Create<Session>(r => r.Event == draft)
                .Create<SessionSpeaker>(x => x.Session.Event == draft && x.Speaker.Event == draft);
            data.Set<Event>().Add(draft);
            AddAll<SocialLink>(rows);
            AddAll<EventCopyright>(rows);
            AddAll<SpeakersCall>(rows);
            AddAll<CustomForm>(rows);
            AddAll<Microlocation>(rows);
            AddAll<Sponsor>(rows);
            AddAll<Speaker>(rows);
            AddAll<Track>(rows);
            AddAll<SessionType>(rows);
            AddAll<Session>(rows);
            data.Set<CustomFormOption>().AddRange(options);
            if (!rows.OfType<CustomForm>().Any(f => f is { Form: CustomForm.Attendee, FieldIdentifier: "email" }))
            {
                var question = CustomForm.CreateAttendeeEmailQuestion();
                question.Event = draft;
                data.Set<CustomForm>().Add(question);
            }
        }

        private void AddAll<T>(IReadOnlyList<EventContent> rows)
            where T : EventContent => data.Set<T>().AddRange(rows.OfType<T>());

        private void QueueImages(Event draft, IReadOnlyList<EventContent> rows)
        {
            if (draft.OriginalImageUrl is not null)
                ResizeEventImage.Queue(outbox, draft);
            foreach (var speaker in rows.OfType<Speaker>().Where(s => s.PhotoUrl is not null))
                ResizeSpeakerPhoto.Queue(outbox, speaker);
        }

        /// <summary>The task ends in the same transaction, so that a server that is killed now does not import the event twice.</summary>
        private async Task EndAsync(Grant grant, QueuedTask task, Event draft, CancellationToken ct)
        {
            grant.Change(task, nameof(QueuedTask.State), nameof(QueuedTask.ResultEventId));
            (task.State, task.ResultEventId) = (QueuedTaskState.Succeeded, draft.Id);
            var key = $"{task.Key}";
            var job = await data.Set<ImportJob>().SingleAsync(j => j.Task == key, ct);
            grant.Change(job, nameof(ImportJob.Result), nameof(ImportJob.ResultStatus));
            (job.Result, job.ResultStatus) = (draft.Id.ToString(CultureInfo.InvariantCulture), ImportJob.Success);
        }
    }
}
