using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Platform;

/// <summary>The speakers of an event, for its team.</summary>
internal sealed class SpeakersTable(IData data) : ExportTable<SpeakersTable.Row>
{
    private const int BatchSize = 500;

    internal sealed record Row(Speaker Speaker, List<string> Titles);

    public override string Name => "speakers";

    public override IReadOnlyList<string> RequiredModules => [TokenModule.Programme];

    protected override Task<IReadOnlyList<TableField<Row>>> GetFieldsAsync(ExportContext context, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<TableField<Row>>>([
            new("Speaker Name", r => r.Speaker.Name, 2),
            new("Speaker Email", r => r.Speaker.Email, 2.4),
            new("Speaker Session(s)", r => string.Join(", ", r.Titles), 3),
            new("Speaker Mobile", r => r.Speaker.Mobile, 1.3),
            new("Speaker Short Bio", r => PlainText.FromHtml(r.Speaker.ShortBiography)),
            new("Speaker Bio", r => PlainText.FromHtml(r.Speaker.LongBiography)),
            new("Speaker Organisation", r => r.Speaker.Organisation, 1.7),
            new("Speaker Position", r => r.Speaker.Position, 1.6),
            new("Speaker Experience", r => r.Speaker.SpeakingExperience),
            new("Speaker Sponsorship Required", r => r.Speaker.SponsorshipRequired),
            new("Speaker Address", r => r.Speaker.Address),
            new("Speaker City", r => r.Speaker.City),
            new("Speaker Country", r => r.Speaker.Country),
            new("Speaker Gender", r => r.Speaker.Gender),
            new("Speaker Website", r => r.Speaker.Website),
            new("Speaker Twitter", r => r.Speaker.Twitter),
            new("Speaker Facebook", r => r.Speaker.Facebook),
            new("Speaker Github", r => r.Speaker.Github),
            new("Speaker LinkedIn", r => r.Speaker.Linkedin),
            new("Speaker Heard From", r => r.Speaker.HeardFrom),
        ]);

    protected override IAsyncEnumerable<Row> ReadRowsAsync(ExportContext context, CancellationToken ct)
    {
        var id = context.EventId;
        var sessions = data.Set<SessionSpeaker>().Where(x => x.Session.DeletedAt == null);
        var speakers = data.Set<Speaker>().AsNoTracking().Where(s => s.EventId == id && s.DeletedAt == null);
        if (ExportStatus.FindSessionState(context.Status) is { } state)
            speakers = speakers.Where(s => sessions.Any(x => x.SpeakerId == s.Id && x.Session.State == state));
        else if (context.Status == ExportStatus.WithoutSession)
            speakers = speakers.Where(s => !sessions.Any(x => x.SpeakerId == s.Id));
        return KeysetBatches.ReadAsync(
            last =>
                speakers
                    .Where(s => s.Id > last)
                    .OrderBy(s => s.Id)
                    .Select(s => new Row(
                        s,
                        sessions.Where(x => x.SpeakerId == s.Id).OrderBy(x => x.SessionId).Select(x => x.Session.Title).ToList()
                    )),
            row => row.Speaker.Id,
            BatchSize,
            ct
        );
    }
}
