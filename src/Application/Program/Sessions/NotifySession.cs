using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>
/// E-mails the state of a session to its speakers and its creator. For them and the event team. Only the team can add other recipients:
/// otherwise the server could be used to send any text to any address.
/// </summary>
/// <param name="Message">What the sender wrote.</param>
/// <param name="Copies">Other addresses that get the e-mail.</param>
/// <param name="ClientAddress">The caller's IP address, for the rate limit.</param>
internal sealed record NotifySession(long SessionId, SessionMessage Message, IReadOnlyList<string> Copies, string ClientAddress)
    : ICommand<Unit>
{
    private const int MaxSubjectLength = 250;
    private const int MaxMessageLength = 5000;
    private const int MaxCopies = 20;

    private static readonly RateLimit PerUser = new("notify-session-user", 30, TimeSpan.FromHours(1));
    private static readonly RateLimit PerSession = new("notify-session", 10, TimeSpan.FromHours(1));
    private static readonly RateLimit PerClientAddress = new("notify-session-address", 60, TimeSpan.FromHours(1));

    internal sealed class Rules : AbstractValidator<NotifySession>
    {
        public Rules()
        {
            RuleFor(c => c.Message.Subject)
                .MaximumLength(MaxSubjectLength)
                .WithMessage($"Longer than maximum length {MaxSubjectLength}.")
                .At("/subject");
            RuleFor(c => c.Message.Text)
                .MaximumLength(MaxMessageLength)
                .WithMessage($"Longer than maximum length {MaxMessageLength}.")
                .At("/message");
            RuleFor(c => c.Copies).Must(c => c.Count <= MaxCopies).WithMessage($"At most {MaxCopies} addresses are allowed.").At("/bcc");
            RuleFor(c => c.Copies)
                .Must(c => c.All(a => EmailAddress.IsValid(EmailAddress.Normalize(a))))
                .WithMessage("Not a valid email address.")
                .At("/bcc");
        }
    }

    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        ResourceCatalog catalog,
        IThrottle throttle,
        SessionNotifier notifier
    ) : IRequestHandler<NotifySession, Unit>
    {
        public async Task<Unit> Handle(NotifySession command, CancellationToken ct)
        {
            var actor = authorization.Actor;
            authorization.RequireSignIn("Sign in to send e-mails about a session.");
            var sessions = catalog.Of<Session>();
            var session = await data.Set<Session>()
                .Where(sessions.VisibleTo(actor, trashed: false))
                .SingleOrDefaultAsync(s => s.Id == command.SessionId, ct)
                ?? throw RejectedException.NotFound("session", $"{command.SessionId}");
            await sessions.LoadForPolicyAsync(data, [session], ct);
            authorization.Require(SessionPolicy.Notify(actor, session));
            if (command.Copies.Count > 0)
                authorization.Require(
                    Decision.AllowIf(actor.HasCoorganizerAccess(session.EventId), "Only the event team may send copies of the e-mail."),
                    "/bcc"
                );
            await throttle.CountAsync(
                [
                    new RateLimitedAttempt(PerUser, $"{actor.UserId}"),
                    new RateLimitedAttempt(PerSession, $"{session.Id}"),
                    new RateLimitedAttempt(PerClientAddress, command.ClientAddress),
                ],
                ct
            );
            await notifier.SendStateAsync(session, command.Message, [.. command.Copies.Select(EmailAddress.Normalize)], ct);
            return Unit.Value;
        }
    }
}
