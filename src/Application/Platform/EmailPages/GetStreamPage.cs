using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Program;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Platform;

/// <summary>A video stream that the actor may watch or moderate, with the link to its room.</summary>
internal sealed record GetStreamPage(long StreamId) : IRequest<PageView>
{
    internal sealed class Handler(IData data, IAuthorization authorization, ResourceCatalog catalog, IMediator mediator)
        : IRequestHandler<GetStreamPage, PageView>
    {
        public async Task<PageView> Handle(GetStreamPage query, CancellationToken ct)
        {
            authorization.RequireSignIn("Sign in to open a video stream.");
            var stream = await data.Set<VideoStream>()
                .AsNoTracking()
                .Include(s => s.HostEvent)
                .Include(s => s.VideoChannel)
                .Where(catalog.Of<VideoStream>().VisibleTo(authorization.Actor, trashed: false))
                .SingleOrDefaultAsync(s => s.Id == query.StreamId, ct)
                ?? throw RejectedException.NotFound("video-stream", $"{query.StreamId}");
            var url = stream.VideoChannel is { HasJoinLinks: true } ? await mediator.Send(new GetJoinLink(stream.Id), ct) : stream.Url;
            return new PageView(
                stream.Name,
                [EventLines.LinkTo(stream.HostEvent) with { Label = "Event" }, new PageLine("", "Open the stream", url)]
            );
        }
    }
}
