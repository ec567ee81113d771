using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Platform;

/// <summary>The sessions of an event in all states, for its team.</summary>
internal sealed class SessionsTable(IData data) : IExportTable
{
    private const int BatchSize = 200;

    private static readonly ExportColumn[] Columns =
    [
        new("Session Title", 3),
        new("Subtitle"),
        new("Session Speakers", 2.2),
        new("Speaker Emails"),
        new("Session Track", 1.5),
        new("Session Type"),
        new("Room", 1.2),
        new("Session Starts At", 2),
        new("Session Ends At"),
        new("Status", 1.2),
        new("Level"),
        new("Language"),
        new("Short Abstract"),
        new("Long Abstract"),
        new("Comments"),
        new("Slides"),
        new("Audio"),
        new("Video"),
        new("Created At"),
        new("Submitted At"),
        new("Email Sent"),
    ];

    public string Name => "sessions";

    public Task<IReadOnlyList<ExportColumn>> GetColumnsAsync(ExportContext context, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<ExportColumn>>(Columns);

    public async IAsyncEnumerable<string?[]> ReadAsync(ExportContext context, [EnumeratorCancellation] CancellationToken ct)
    {
        var id = context.EventId;
        var state = ExportStatus.FindSessionState(context.Status);
        var rows = KeysetBatches.ReadAsync(
            last =>
                data.Set<Session>()
                    .AsNoTracking()
                    .Where(s => s.EventId == id && s.DeletedAt == null && s.Id > last && (state == null || s.State == state))
                    .OrderBy(s => s.Id)
                    .Select(s => new
                    {
                        Session = s,
                        Track = s.Track!.DeletedAt == null ? s.Track.Name : null,
                        Type = s.SessionType!.DeletedAt == null ? s.SessionType.Name : null,
                        Room = s.Microlocation!.DeletedAt == null ? s.Microlocation.Name : null,
                        Speakers = s
                            .Speakers.Where(x => x.Speaker.DeletedAt == null)
                            .OrderBy(x => x.SpeakerId)
                            .Select(x => new { x.Speaker.Name, x.Speaker.Email })
                            .ToList(),
                    }),
            row => row.Session.Id,
            BatchSize,
            ct
        );
        await foreach (var row in rows)
        {
            var s = row.Session;
            yield return
            [
                s.Title,
                s.Subtitle,
                string.Join(", ", row.Speakers.Select(x => x.Name)),
                string.Join(", ", row.Speakers.Select(x => x.Email).Where(e => e is not null)),
                row.Track,
                row.Type,
                row.Room,
                context.Format(s.StartsAt),
                context.Format(s.EndsAt),
                SessionTransitions.ToWireName(s.State),
                s.Level,
                s.Language,
                PlainText.FromHtml(s.ShortAbstract),
                PlainText.FromHtml(s.LongAbstract),
                s.Comments,
                s.SlidesUrl,
                s.AudioUrl,
                s.VideoUrl,
                context.Format(s.CreatedAt),
                context.Format(s.SubmittedAt),
                ExportContext.Format(s.IsMailSent),
            ];
        }
    }
}
