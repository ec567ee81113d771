using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>
/// Asks for a token of the chat of an event, of a room, or of a stream. Allowed for callers who see a stream of the event
/// or room. No chat service is connected to this server, so there is no token.
/// </summary>
/// <param name="Event">The event; null for the chat of a stream.</param>
/// <param name="RoomId">The room of the event; null for the chat of the event.</param>
/// <param name="StreamId">The stream, if <paramref name="Event"/> is null.</param>
internal sealed record GetChatToken(ResourceKey? Event, long? RoomId, long? StreamId) : IRequest<GetChatToken.ChatToken>
{
    /// <param name="Token">Null: there is none.</param>
    /// <param name="Code">Why there is no token, in the clients' words.</param>
    internal sealed record ChatToken(string? Token, string? Code);

    internal sealed class Handler(IData data, IAuthorization authorization, ResourceCatalog catalog)
        : IRequestHandler<GetChatToken, ChatToken>
    {
        private static readonly ChatToken NoChatService = new(null, "disabled");

        public async Task<ChatToken> Handle(GetChatToken query, CancellationToken ct)
        {
            authorization.RequireSignIn("Sign in to chat.");
            var visible = data.Set<VideoStream>().Where(catalog.Of<VideoStream>().VisibleTo(authorization.Actor, trashed: false));
            if (query.Event is { } key)
            {
                var events = catalog.Of<Event>();
                var ids = data.Set<Event>()
                    .Where(events.VisibleTo(authorization.Actor, trashed: false))
                    .Where(key.Matches(events))
                    .Select(e => e.Id);
                var rooms = data.Set<Microlocation>().Where(m => m.DeletedAt == null);
                visible = visible.Where(s => ids.Contains(s.HostEventId));
                if (query.RoomId is { } room)
                    visible = visible.Where(s => rooms.Any(m => m.Id == room && m.EventId == s.HostEventId));
            }
            else
                visible = visible.Where(s => s.Id == query.StreamId);

            if (!await visible.AnyAsync(ct))
                throw RejectedException.NotFound("chat", "at this URL");
            return NoChatService;
        }
    }
}
