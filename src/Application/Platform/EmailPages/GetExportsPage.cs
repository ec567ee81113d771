using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>The exports of an event that the actor has started, with links to the files.</summary>
internal sealed record GetExportsPage(ResourceKey Event) : IRequest<PageView>
{
    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        EventFinder events,
        IEnumerable<IExport> exports,
        TaskLinks links
    ) : IRequestHandler<GetExportsPage, PageView>
    {
        private const int MaxTasks = 50;

        /// <summary>Tasks of a user are kept for days, for all their events.</summary>
        private const int MaxRead = 1000;

        private static readonly QueuedTaskPolicy Policy = new();

        public async Task<PageView> Handle(GetExportsPage query, CancellationToken ct)
        {
            var (e, _) = await events.RequireCoorganizerAsync(query.Event, ct);
            var kinds = exports.Select(x => x.Kind).ToList();
            var tasks = await data.Set<QueuedTask>()
                .AsNoTracking()
                .Where(Policy.Visible(authorization.Actor))
                .Where(t => kinds.Contains(t.Kind))
                .OrderByDescending(t => t.Id)
                .Take(MaxRead)
                .ToListAsync(ct);
            List<PageLine> files = [];
            foreach (var task in tasks.Where(t => EventIdOf(t) == e.Id).Take(MaxTasks))
                files.Add(await ToLineAsync(task, e.Timezone, ct));
            List<PageLine> lines =
            [
                new PageLine("", files.Count == 0 ? "You have no exports of this event." : "The links work for 15 minutes."),
            ];
            return new PageView($"Exports of {e.Name}", lines, [new PageList("Files", files)]);
        }

        private static long? EventIdOf(QueuedTask task) =>
            JsonSerializer.Deserialize<ExportTaskHandler.Parameters>(task.Parameters)?.EventId;

        private async Task<PageLine> ToLineAsync(QueuedTask task, string timeZone, CancellationToken ct)
        {
            var startedAt = EventTime.FormatPeriod(task.CreatedAt, null, timeZone);
            return task switch
            {
                { State: QueuedTaskState.Failed } => new PageLine(startedAt, $"{task.Kind}: {task.Failure ?? "failed"}"),
                { ResultPath: not null } => new PageLine(startedAt, task.ResultName ?? task.Kind, await links.CreateAsync(task, ct)),
                _ => new PageLine(startedAt, $"{task.Kind}: not ready yet"),
            };
        }
    }
}
