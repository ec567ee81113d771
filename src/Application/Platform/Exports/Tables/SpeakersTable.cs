using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Platform;

/// <summary>The speakers of an event, for its team.</summary>
internal sealed class SpeakersTable(IData data) : IExportTable
{
    private const int BatchSize = 500;

    private static readonly ExportColumn[] Columns =
    [
        new("Speaker Name", 2),
        new("Speaker Email", 2.4),
        new("Speaker Session(s)", 3),
        new("Speaker Mobile", 1.3),
        new("Speaker Short Bio"),
        new("Speaker Bio"),
        new("Speaker Organisation", 1.7),
        new("Speaker Position", 1.6),
        new("Speaker Experience"),
        new("Speaker Sponsorship Required"),
        new("Speaker Address"),
        new("Speaker City"),
        new("Speaker Country"),
        new("Speaker Gender"),
        new("Speaker Website"),
        new("Speaker Twitter"),
        new("Speaker Facebook"),
        new("Speaker Github"),
        new("Speaker LinkedIn"),
        new("Speaker Heard From"),
    ];

    public string Name => "speakers";

    public Task<IReadOnlyList<ExportColumn>> GetColumnsAsync(ExportContext context, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<ExportColumn>>(Columns);

    public async IAsyncEnumerable<string?[]> ReadAsync(ExportContext context, [EnumeratorCancellation] CancellationToken ct)
    {
        var id = context.EventId;
        var sessions = data.Set<SessionSpeaker>().Where(x => x.Session.DeletedAt == null);
        var speakers = data.Set<Speaker>().AsNoTracking().Where(s => s.EventId == id && s.DeletedAt == null);
        if (ExportStatus.FindSessionState(context.Status) is { } state)
            speakers = speakers.Where(s => sessions.Any(x => x.SpeakerId == s.Id && x.Session.State == state));
        else if (context.Status == "without_session")
            speakers = speakers.Where(s => !sessions.Any(x => x.SpeakerId == s.Id));
        var rows = KeysetBatches.ReadAsync(
            last =>
                speakers
                    .Where(s => s.Id > last)
                    .OrderBy(s => s.Id)
                    .Select(s => new
                    {
                        Speaker = s,
                        Titles = sessions.Where(x => x.SpeakerId == s.Id).OrderBy(x => x.SessionId).Select(x => x.Session.Title).ToList(),
                    }),
            row => row.Speaker.Id,
            BatchSize,
            ct
        );
        await foreach (var row in rows)
        {
            var s = row.Speaker;
            yield return
            [
                s.Name,
                s.Email,
                string.Join(", ", row.Titles),
                s.Mobile,
                PlainText.FromHtml(s.ShortBiography),
                PlainText.FromHtml(s.LongBiography),
                s.Organisation,
                s.Position,
                s.SpeakingExperience,
                s.SponsorshipRequired,
                s.Address,
                s.City,
                s.Country,
                s.Gender,
                s.Website,
                s.Twitter,
                s.Facebook,
                s.Github,
                s.Linkedin,
                s.HeardFrom,
            ];
        }
    }
}
