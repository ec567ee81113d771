using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>The schedule of an event as iCalendar (RFC 5545).</summary>
internal sealed class IcalExport(ScheduleReader schedule, ICalendarWriter calendars, TimeProvider clock) : IExport
{
    public string Kind => "ical";

    public string FileName => "schedule.ics";

    public string ContentType => "text/calendar; charset=utf-8";

    public IReadOnlyList<string> RequiredModules => [TokenModule.Programme];

    public Task WriteAsync(ExportContext context, Stream target, ITaskProgress progress, CancellationToken ct)
    {
        var e = context.Event!;
        var sessions = CalendarEntries.Of(e, schedule.ReadAsync(e.Id, ct));
        return calendars.WriteAsync(new CalendarDocument(e.Name, clock.GetUtcNow(), sessions), target, ct);
    }
}
