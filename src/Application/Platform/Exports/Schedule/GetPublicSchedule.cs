using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>Gets the schedule of an event that the caller may see, if it is published.</summary>
/// <param name="Kind"><c>xcal</c> or <c>pentabarf</c>: see <see cref="IExport.Kind"/>.</param>
[TokenModule(TokenModule.Programme)]
internal sealed record GetPublicSchedule(ResourceKey Event, string Kind) : IRequest<GetPublicSchedule.ScheduleFile>
{
    /// <param name="Content">A temporary file, which is deleted when the stream is closed.</param>
    internal sealed record ScheduleFile(Stream Content, string ContentType);

    internal sealed class Handler(
        EventFinder events,
        IEnumerable<IExport> exports,
        PublicScheduleLimit limit,
        ITemporaryFiles temporaryFiles
    ) : IRequestHandler<GetPublicSchedule, ScheduleFile>
    {
        public async Task<ScheduleFile> Handle(GetPublicSchedule query, CancellationToken ct)
        {
            var e = await events.GetVisibleAsync(query.Event, ct);
            if (e.SchedulePublishedOn is null)
                throw RejectedException.NotFound("published schedule", $"of the event {query.Event.Text}");
            await limit.RequireAsync(e.Id, userId: null, query.Kind, parameter: null, ct);
            var export = exports.Single(x => x.Kind == query.Kind);
            var file = temporaryFiles.Create();
            try
            {
                await export.WriteAsync(new ExportContext(e, null, new MediaSelection()), file, new NoProgress(), ct);
                file.Position = 0;
                return new ScheduleFile(file, export.ContentType);
            }
            catch
            {
                await file.DisposeAsync();
                throw;
            }
        }
    }

    private sealed class NoProgress : ITaskProgress
    {
        public Task ReportAsync(long rows, CancellationToken ct) => Task.CompletedTask;

        public Task ReportFileAsync(string path, CancellationToken ct) => Task.CompletedTask;
    }
}
