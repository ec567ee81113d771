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
/// <param name="Media">Has stored the media.</param>
/// <returns>The id of the event.</returns>
internal sealed record ImportEvent(Guid Task, ArchiveContent Archive, MediaImporter Media) : ICommand<long>
{
    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        ResourceCatalog catalog,
        ImportedEventReader events,
        NewEventWriter newEvents,
        ImportJobWriter jobs,
        PictureQueue pictures,
        TimeProvider clock,
        TaskNotifier notifier
    ) : IRequestHandler<ImportEvent, long>
    {
        private static readonly EventPolicy Policy = new();

        public async Task<long> Handle(ImportEvent command, CancellationToken ct)
        {
            var grant = authorization.AsServer();
            var task = await data.Set<QueuedTask>().SingleAsync(t => t.Key == command.Task, ct);
            if (task.ResultEventId is { } done)
                return done; // A server was killed after the commit and before it ended the outbox entry.
            var user = await data.Set<User>().SingleOrDefaultAsync(u => u.Id == task.OwnerId && u.DeletedAt == null && !u.IsBlocked, ct)
                ?? throw RejectedException.Forbidden("The account that started the import was deleted or blocked.");
            var problems = new ArchiveProblems();
            var draft = await events.ReadAsync(command.Archive.Event, command.Media, problems, ct);
            if (Policy.Create(new Actor(user.Id, user.Email, user.IsVerified), draft) is { IsAllowed: false } denied)
                throw RejectedException.Forbidden(denied.Reason!);

            var count = new ArchiveRowCount();
            var content = new ArchiveRows(catalog, command.Archive, command.Media, problems, count, draft);
            var accepted = new ImportRules(problems, count, user.Id, clock.GetUtcNow());
            await ReadContentAsync(command.Archive, content, accepted);
            problems.ThrowIfAny();
            await newEvents.AddAsync(draft, grant, user.Id, user.Email, HasEmailQuestion(content.Rows), ct);
            AddContent(grant, draft, content, accepted.Options);
            await data.SaveChangesAsync(ct);
            await pictures.QueueImportedAsync(EventPicture.Variants, [draft], user.Id, ct);
            await pictures.QueueImportedAsync(SpeakerPhoto.Variants, content.Rows.OfType<Speaker>(), user.Id, ct);
            await jobs.SucceedAsync(task, draft.Id, grant, ct);
            await notifier.SendImportedAsync(task, draft, ct);
            return draft.Id;
        }

        private static async Task ReadContentAsync(ArchiveContent archive, ArchiveRows content, ImportRules accepted)
        {
            const string File = ArchiveFormat.Sessions;
            content.ReadOne<EventCopyright>(archive.Event, ArchiveFormat.Copyright);
            content.ReadOne<SpeakersCall>(archive.Event, ArchiveFormat.SpeakersCall, accepted.AcceptCall);
            content.ReadSocialLinks();
            await content.ReadAsync<CustomForm>(ArchiveFormat.Forms, (form, json, i) =>
            {
                content.ReadTranslations(form, json, i);
                return accepted.AcceptForm(form, json, i);
            });
            var rooms = await content.ReadAsync<Microlocation>(ArchiveFormat.Microlocations);
            await content.ReadAsync<Sponsor>(ArchiveFormat.Sponsors, accepted.AcceptSponsor);
            var speakers = await content.ReadAsync<Speaker>(ArchiveFormat.Speakers, accepted.AcceptSpeaker);
            var tracks = await content.ReadAsync<Track>(ArchiveFormat.Tracks);
            var types = await content.ReadAsync<SessionType>(ArchiveFormat.SessionTypes);
            await content.ReadAsync<Session>(File, async (session, json, i) =>
            {
                session.Microlocation = content.Find(rooms, json, ArchiveFormat.MicrolocationId, File, ArchiveFormat.Microlocations, i);
                session.Track = content.Find(tracks, json, ArchiveFormat.TrackId, File, ArchiveFormat.Tracks, i);
                session.SessionType = content.Find(types, json, ArchiveFormat.SessionTypeId, File, ArchiveFormat.SessionTypes, i);
                foreach (var speaker in content.FindAll(speakers, json, ArchiveFormat.Speakers, File, ArchiveFormat.Speakers, i))
                    session.Speakers.Add(new SessionSpeaker { Session = session, Speaker = speaker });
                await accepted.AcceptSession(session, i);
            });
        }

        private void AddContent(Grant grant, Event draft, ArchiveRows content, IReadOnlyList<CustomFormOption> options)
        {
            var rows = content.Rows;
            grant
                .Create<CustomFormOption>(o => o.CustomForm.Event == draft)
                .Create<CustomFormTranslate>(t => t.CustomForm.Event == draft)
                .Create<SessionSpeaker>(x => x.Session.Event == draft && x.Speaker.Event == draft);
            Add<SocialLink>(grant, draft, rows);
            Add<EventCopyright>(grant, draft, rows);
            Add<SpeakersCall>(grant, draft, rows);
            Add<CustomForm>(grant, draft, rows);
            Add<Microlocation>(grant, draft, rows);
            Add<Sponsor>(grant, draft, rows);
            Add<Speaker>(grant, draft, rows);
            Add<Track>(grant, draft, rows);
            Add<SessionType>(grant, draft, rows);
            Add<Session>(grant, draft, rows);
            data.Set<CustomFormOption>().AddRange(options);
            data.Set<CustomFormTranslate>().AddRange(content.Translations);
        }

        private static bool HasEmailQuestion(IReadOnlyList<EventContent> rows) =>
            rows.OfType<CustomForm>().Any(f => f is { Form: CustomForm.Attendee, FieldIdentifier: "email" });

        private void Add<T>(Grant grant, Event draft, IReadOnlyList<EventContent> rows)
            where T : EventContent
        {
            grant.Create<T>(r => r.Event == draft);
            data.Set<T>().AddRange(rows.OfType<T>());
        }
    }
}
