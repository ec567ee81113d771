using FluentValidation;
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
/// <param name="Event">The event of the codes; null if the tickets tell it.</param>
/// <param name="Tickets">The ids of tickets of the event.</param>
internal sealed record CheckCodeGuess(
    ResourceKey? Event,
    IReadOnlyList<long> Tickets,
    CodeReference? DiscountCode,
    CodeReference? AccessCode
) : IRequest<Unit>
{
    public static CheckCodeGuess Of(OrderRequest request) =>
        new(null, [.. request.Tickets.Select(t => t.Id)], request.DiscountCode, request.AccessCode);

    internal sealed class Rules : AbstractValidator<CheckCodeGuess>
    {
        public Rules() =>
            RuleFor(c => c.Tickets)
                .Must(tickets => tickets.Count <= OrderRequest.MaxTickets)
                .WithMessage(OrderRequest.TooManyTickets)
                .At("/tickets");
    }

    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        ResourceCatalog catalog,
        IThrottle throttle,
        IClientAddress clientAddress,
        OrderSettings settings
    ) : IRequestHandler<CheckCodeGuess, Unit>
    {
        private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

        /// <exception cref="RejectedException">TooManyRequests.</exception>
        public async Task<Unit> Handle(CheckCodeGuess request, CancellationToken ct)
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

        private async Task<bool> ExistAsync(CheckCodeGuess request, CancellationToken ct)
        {
            var tickets = request.Tickets;
            var events = request.Event is { } key
                ? data.Set<Event>().Where(key.Matches(catalog.Of<Event>())).Select(e => e.Id)
                : data.Set<Ticket>().Where(t => tickets.Contains(t.Id)).Select(t => t.EventId);
            var (discountText, discountId) = request.DiscountCode ?? new CodeReference("", null);
            var (accessText, accessId) = request.AccessCode ?? new CodeReference("", null);
            return (
                    request.DiscountCode is null
                    || await data.Set<DiscountCode>()
                        .AnyAsync(
                            c =>
                                c.DeletedAt == null
                                && c.EventId != null
                                && events.Contains(c.EventId.Value)
                                && (c.Id == discountId || c.Code == discountText),
                            ct
                        )
                )
                && (
                    request.AccessCode is null
                    || await data.Set<AccessCode>()
                        .AnyAsync(c => c.DeletedAt == null && events.Contains(c.EventId) && (c.Id == accessId || c.Code == accessText), ct)
                );
        }
    }
}
