using System.Globalization;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>
/// Creates a token for the caller's account or for a service account that they manage. A token cannot create one, and neither can a session
/// whose user has not entered their password a short time ago.
/// </summary>
/// <param name="Draft">Not saved yet. Without a user it is for the caller, without a time it ends after 30 days.</param>
internal sealed record CreateAccessToken(AccessToken Draft) : ICommand<AccessToken>
{
    private static readonly TimeSpan DefaultLife = TimeSpan.FromDays(30);

    internal sealed class Rules : AbstractValidator<CreateAccessToken>
    {
        public Rules()
        {
            RuleFor(c => c.Draft.Name).NotEmpty().WithMessage("The name must not be empty.").At("/data/attributes/name");
            RuleFor(c => c.Draft.Scope)
                .Custom(
                    (scope, context) =>
                    {
                        try
                        {
                            TokenScope.Parse(scope);
                        }
                        catch (FormatException wrong)
                        {
                            context.AddFailure("/data/attributes/scope", wrong.Message);
                        }
                    }
                );
        }
    }

    internal sealed class Handler(IData data, IAuthorization authorization, AuthSettings settings, TimeProvider clock)
        : IRequestHandler<CreateAccessToken, AccessToken>
    {
        private static readonly AccessTokenPolicy Policy = new();

        public async Task<AccessToken> Handle(CreateAccessToken command, CancellationToken ct)
        {
            var token = command.Draft;
            authorization.RequireSignIn("Sign in to create a token.");
            if (token.UserId == 0)
                token.UserId = authorization.Actor.UserId ?? 0;
            var user = await data.GetLockedUserAsync(token.UserId, ct);
            token.User = user;
            authorization
                .Require(Policy.Create(authorization.Actor, token), "/data/relationships/user/data")
                .Create(token)
                .Remove<AccessToken>(t => t.UserId == user.Id);
            SignInRequirement.RequireRecent(authorization.Actor, "sign in again with your password.");
            LimitToEventOf(user, token);
            RequireStaffScopeOfStaff(token, user);
            SetExpiry(token);
            await RemoveEndedAsync(user, ct);
            await data.SaveChangesAsync(ct);
            if (await data.Set<AccessToken>().CountAsync(t => t.UserId == user.Id, ct) >= AccessToken.MaxPerUser)
                throw RejectedException.Conflict($"An account has at most {AccessToken.MaxPerUser} tokens. Delete one that is not used.");

            token.Scope = TokenScope.Parse(token.Scope).Text;
            token.Token = AccessTokenText.Create(user.IsServiceAccount);
            token.TokenHash = AccessTokenText.HashOf(token.Token);
            token.Hint = token.Token[^4..];
            token.Epoch = user.TokenEpoch;
            token.CreatedById = authorization.Actor.UserId;
            data.Set<AccessToken>().Add(token);
            await data.SaveChangesAsync(ct);
            return token;
        }

        /// <summary>
        /// A service account of an event acts at this event only, so that it is no further account of the person who made it.
        /// </summary>
        private static void LimitToEventOf(User user, AccessToken token)
        {
            if (user is not { IsServiceAccount: true, OwningEventId: { } owner })
                return;
            if (!TokenScope.Parse(token.Scope).IsLimitedToEvents)
                token.Scope += string.Create(CultureInfo.InvariantCulture, $" event:{owner}");
            try
            {
                if (TokenScope.Parse(token.Scope).EventIds is not [var only] || only != owner)
                    throw new FormatException("A service account of an event has tokens for this event only.");
            }
            catch (FormatException wrong)
            {
                throw RejectedException.Invalid(wrong.Message, "/data/attributes/scope");
            }
        }

        private static void RequireStaffScopeOfStaff(AccessToken token, User user)
        {
            if (TokenScope.Parse(token.Scope).IncludesStaffAccess && !(user.IsStaff || user.IsSalesAdmin || user.IsMarketer))
                throw RejectedException.Invalid($"Only staff can have the scope {TokenScope.Admin}.", "/data/attributes/scope");
        }

        private void SetExpiry(AccessToken token)
        {
            const string Pointer = "/data/attributes/expires-at";
            var now = clock.GetUtcNow();
            if (token.ExpiresAt == default)
                token.ExpiresAt = now + (DefaultLife < settings.AccessTokenMaxLife ? DefaultLife : settings.AccessTokenMaxLife);
            if (token.ExpiresAt <= now)
                throw RejectedException.Invalid("The time must be in the future.", Pointer);
            if (token.ExpiresAt > now + settings.AccessTokenMaxLife)
                throw RejectedException.Invalid($"A token lives for at most {settings.AccessTokenMaxLife.TotalDays:0} days.", Pointer);
        }

        /// <summary>Ended tokens stay listed until the account needs their place, so its owner sees what has ended.</summary>
        private async Task RemoveEndedAsync(User user, CancellationToken ct)
        {
            var now = clock.GetUtcNow();
            var ended = await data.Set<AccessToken>()
                .Where(t => t.UserId == user.Id && (t.ExpiresAt <= now || t.Epoch != user.TokenEpoch))
                .ToListAsync(ct);
            data.Set<AccessToken>().RemoveRange(ended);
        }
    }
}
