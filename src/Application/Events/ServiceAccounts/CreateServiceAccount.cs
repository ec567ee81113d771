using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>Creates a service account with its role at the event, and the account without a password that it acts with.</summary>
/// <param name="Draft">Not saved yet. Without an event, staff manage the account, and it has no role.</param>
[TokenModule(TokenModule.None)]
internal sealed record CreateServiceAccount(ServiceAccount Draft) : ICommand<ServiceAccount>
{
    private const string RolePointer = "/data/relationships/role";

    internal sealed class Rules : AbstractValidator<CreateServiceAccount>
    {
        public Rules()
        {
            RuleFor(c => c.Draft.Name).NotEmpty().WithMessage("The name must not be empty.").At("/data/attributes/name");
            RuleFor(c => c.Draft.RoleId)
                .Must((command, roleId) => roleId is null == command.Draft.EventId is null)
                .WithMessage("A service account of an event has a role there. Send both, or neither.")
                .At(RolePointer);
            RuleFor(c => c.Draft.RoleId)
                .Must(roleId => roleId is not { } id || Role.TeamRoleOf(id) is not null)
                .WithMessage("This role gives no permissions at an event.")
                .At(RolePointer);
        }
    }

    internal sealed class Handler(IData data, IAuthorization authorization, TeamWriter team, IThrottle throttle)
        : IRequestHandler<CreateServiceAccount, ServiceAccount>
    {
        /// <summary>A deleted account leaves its row, so that what it did keeps its author.</summary>
        private static readonly RateLimit PerUser = new("service-account-user", 100, TimeSpan.FromDays(1));

        private static readonly ServiceAccountPolicy Policy = new();

        public async Task<ServiceAccount> Handle(CreateServiceAccount command, CancellationToken ct)
        {
            var account = command.Draft;
            var user = new User
            {
                Email = ServiceAddress.Of($"{Guid.NewGuid():N}"),
                PublicName = account.Name,
                IsVerified = true,
                IsServiceAccount = true,
                OwningEventId = account.EventId,
            };
            var grant = authorization.Require(Policy.Create(authorization.Actor, account)).Create(account).Create(user);
            await throttle.CountAsync([new RateLimitedAttempt(PerUser, $"{authorization.Actor.UserId}")], ct);
            data.Set<User>().Add(user);
            if (account.EventId is { } eventId)
            {
                account.Event = await GetEventAsync(eventId, ct);
                TeamWriter.AllowFor(grant, account.Event, r => r.UserId == user.Id && r.RoleId == account.RoleId);
            }

            await data.SaveChangesAsync(ct);
            account.UserId = user.Id;
            if (account is { Event: { } e, RoleId: { } roleId })
            {
                var role = await data.Set<Role>().SingleAsync(r => r.Id == roleId, ct);
                team.AddRole(e, user.Id, user.Email, role.Id, role.Name);
            }

            data.Set<ServiceAccount>().Add(account);
            await data.SaveChangesAsync(ct);
            return account;
        }

        private async Task<Event> GetEventAsync(long eventId, CancellationToken ct)
        {
            await data.LockRowAsync<Event>(eventId, ct);
            if (await data.Set<ServiceAccount>().CountAsync(s => s.EventId == eventId, ct) >= ServiceAccount.MaxPerEvent)
                throw RejectedException.Conflict($"An event has at most {ServiceAccount.MaxPerEvent} service accounts.");
            return await data.Set<Event>().SingleOrDefaultAsync(e => e.Id == eventId && e.DeletedAt == null, ct)
                ?? throw RejectedException.NotFound("event", $"{eventId}", "/data/relationships/event/data");
        }
    }
}
