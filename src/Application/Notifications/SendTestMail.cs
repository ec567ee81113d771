using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Notifications;

/// <summary>Staff try whether mail arrives.</summary>
internal sealed record SendTestMail(string? Recipient) : ICommand<Unit>
{
    internal sealed class Handler(IGate gate, IOutbox outbox) : IRequestHandler<SendTestMail, Unit>
    {
        public Task<Unit> Handle(SendTestMail command, CancellationToken ct)
        {
            gate.Require(Decision.When(gate.Actor.IsStaff, "Admin access is required."));
            var to = EmailAddress.Normal(command.Recipient ?? "");
            if (!EmailAddress.IsOne(to))
                throw Refused.Invalid("Not a valid email address.", "/recipient");
            outbox.AddLetter($"{nameof(TestMail)} {Guid.NewGuid():n}", to, new TestMail());
            return Unit.Task;
        }
    }
}
