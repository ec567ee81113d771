using System.Globalization;
using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Limits how many discount and access codes a caller can try: by user and by client address. It runs before the request that names the
/// codes, so that a wrong code counts although the request is rejected. Codes that exist do not count. Staff have no limit.
/// </summary>
/// <param name="Event">The event of the codes; null if the tickets tell it, or if the codes are named by their ids.</param>
/// <param name="Tickets">The ids of tickets of the event, at most 100; empty if it is not known.</param>
internal sealed record RequireGuessesLeft(
    ResourceKey? Event,
    IReadOnlyList<long> Tickets,
    CodeReference? DiscountCode,
    CodeReference? AccessCode
) : IRequest<Unit>, IPublicRequest
{
    public static RequireGuessesLeft Of(OrderRequest request) =>
        new(null, [.. request.Tickets.Take(OrderRequest.MaxTickets).Select(t => t.Id)], request.DiscountCode, request.AccessCode);

    /// <summary>The codes that the document of an order names by their ids.</summary>
    public static RequireGuessesLeft Of(JsonElement document) =>
        new(null, [], FindCode(document, "discount-code"), FindCode(document, "access-code"));

    private static CodeReference? FindCode(JsonElement document, string relationship) =>
        Find(document, "data") is { } data
        && Find(data, "relationships") is { } relationships
        && (Find(relationships, relationship) ?? Find(relationships, WireNames.ToSnakeCase(relationship))) is { } link
        && Find(link, "data") is { } linkage
        && Find(linkage, "id") is { } id
        && long.TryParse(id.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? new CodeReference("", code)
            : null;

    private static JsonElement? Find(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : null;

    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        ResourceCatalog catalog,
        IThrottle throttle,
        IClientAddress clientAddress,
        OrderSettings settings
    ) : IRequestHandler<RequireGuessesLeft, Unit>
    {
        private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

        /// <exception cref="RejectedException">TooManyRequests.</exception>
        public async Task<Unit> Handle(RequireGuessesLeft request, CancellationToken ct)
        {
            var actor = authorization.Actor;
            if ((request.DiscountCode ?? request.AccessCode) is null || actor.IsStaff || clientAddress.Current is not { } address)
                return Unit.Value;
            List<RateLimitedAttempt> attempts = [new(new RateLimit("code address", settings.WrongCodesPerAddress, Window), address)];
            if (actor.UserId is { } userId)
                attempts.Add(new(new RateLimit("code account", settings.WrongCodesPerUser, Window), $"{userId}"));
            await throttle.VerifyAsync(attempts, () => ExistAsync(request, ct), ct);
            return Unit.Value;
        }

        private async Task<bool> ExistAsync(RequireGuessesLeft request, CancellationToken ct)
        {
            var tickets = request.Tickets;
            var events =
                request.Event is { } key ? data.Set<Event>().Where(key.Matches(catalog.Of<Event>())).Select(e => e.Id)
                : tickets.Count > 0 ? data.Set<Ticket>().Where(t => tickets.Contains(t.Id)).Select(t => t.EventId)
                : data.Set<Event>().Select(e => e.Id);
            if (request.DiscountCode is { } discount)
            {
                var discountKey = CodeText.KeyOf(discount.Text);
                var codes = data.Set<DiscountCode>()
                    .Where(c => c.DeletedAt == null && c.EventId != null && events.Contains(c.EventId.Value));
                if (!await codes.AnyAsync(c => c.Id == discount.Id || c.CodeKey == discountKey, ct))
                    return false;
            }

            if (request.AccessCode is not { } access)
                return true;
            var accessKey = CodeText.Normalize(access.Text);
            return await data.Set<AccessCode>()
                .Where(c => c.DeletedAt == null && events.Contains(c.EventId))
                .AnyAsync(c => c.Id == access.Id || c.Code == accessKey, ct);
        }
    }
}
