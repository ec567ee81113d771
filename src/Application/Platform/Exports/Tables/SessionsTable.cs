using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Platform;

/// <summary>The sessions of an event in all states, for its team.</summary>
internal sealed class SessionsTable(IData data) : ExportTable<SessionsTable.Row>
{
    private const int BatchSize = 200;

    internal sealed record Row(Session Session, string? Track, string? Type, string? Room, List<SpeakerContact> Speakers);

    internal sealed record SpeakerContact(string Name, string? Email);

    public override string Name => "sessions";

    public override IReadOnlyList<string> RequiredModules => [TokenModule.Programme];

    protected override Task<IReadOnlyList<TableField<Row>>> GetFieldsAsync(ExportContext context, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<TableField<Row>>>([
            new("Session Title", r => r.Session.Title, 3),
            new("Subtitle", r => r.Session.Subtitle),
            new("Session Speakers", r => string.Join(", ", r.Speakers.Select(x => x.Name)), 2.2),
            new("Speaker Emails", r => string.Join(", ", r.Speakers.Select(x => x.Email).Where(e => e is not null))),
            new("Session Track", r => r.Track, 1.5),
            new("Session Type", r => r.Type),
            new("Room", r => r.Room, 1.2),
            new("Session Starts At", r => context.Format(r.Session.StartsAt), 2),
            new("Session Ends At", r => context.Format(r.Session.EndsAt)),
            new("Status", r => SessionTransitions.ToWireName(r.Session.State), 1.2),
            new("Level", r => r.Session.Level),
            new("Language", r => r.Session.Language),
            new("Short Abstract", r => PlainText.FromHtml(r.Session.ShortAbstract)),
            new("Long Abstract", r => PlainText.FromHtml(r.Session.LongAbstract)),
            new("Comments", r => r.Session.Comments),
            new("Slides", r => r.Session.SlidesUrl),
            new("Audio", r => r.Session.AudioUrl),
            new("Video", r => r.Session.VideoUrl),
            new("Created At", r => context.Format(r.Session.CreatedAt)),
            new("Submitted At", r => context.Format(r.Session.SubmittedAt)),
            new("Email Sent", r => ExportContext.Format(r.Session.IsMailSent)),
        ]);

    protected override IAsyncEnumerable<Row> ReadRowsAsync(ExportContext context, CancellationToken ct)
    {
        var id = context.EventId;
        var state = ExportStatus.FindSessionState(context.Status);
        return KeysetBatches.ReadAsync(
            last =>
                data.Set<Session>()
                    .AsNoTracking()
                    .Where(s => s.EventId == id && s.DeletedAt == null && s.Id > last && (state == null || s.State == state))
                    .OrderBy(s => s.Id)
                    .Select(s => new Row(
                        s,
                        s.Track!.DeletedAt == null ? s.Track.Name : null,
                        s.SessionType!.DeletedAt == null ? s.SessionType.Name : null,
                        s.Microlocation!.DeletedAt == null ? s.Microlocation.Name : null,
                        s.Speakers.Where(x => x.Speaker.DeletedAt == null)
                            .OrderBy(x => x.SpeakerId)
                            .Select(x => new SpeakerContact(x.Speaker.Name, x.Speaker.Email))
                            .ToList()
                    )),
            row => row.Session.Id,
            BatchSize,
            ct
        );
    }
}
