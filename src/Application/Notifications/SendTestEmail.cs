using FluentValidation;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Notifications;

/// <summary>Sends a test e-mail, so that staff can check the mail settings.</summary>
internal sealed record SendTestEmail(string? Recipient) : ICommand<Unit>
{
    internal sealed class Rules : AbstractValidator<SendTestEmail>
    {
        public Rules() => RuleFor(c => c.Recipient).IsEmailAddress().At("/recipient");
    }

    internal sealed class Handler(IAuthorization authorization, EmailLimiter emailLimiter, IOutbox outbox)
        : IRequestHandler<SendTestEmail, Unit>
    {
        public async Task<Unit> Handle(SendTestEmail command, CancellationToken ct)
        {
            authorization.RequireStaff();
            var to = EmailAddress.Normalize(command.Recipient!);
            await emailLimiter.CountAsync("test e-mail", to, ct);
            outbox.AddEmail($"{nameof(TestMail)} {Guid.NewGuid():n}", to, new TestMail());
            return Unit.Value;
        }
    }
}
