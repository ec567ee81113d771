using MediatR;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Notifications;

/// <summary>Stops a kind of e-mail for the recipient of a link (RFC 8058). Repeating it changes nothing.</summary>
internal sealed record UnsubscribeFromEmails(string Token) : ICommand<EmailSubscription>
{
    internal sealed class Handler(IData data, IAuthorization authorization, UnsubscribeLinks links, TimeProvider clock)
        : IRequestHandler<UnsubscribeFromEmails, EmailSubscription>
    {
        public async Task<EmailSubscription> Handle(UnsubscribeFromEmails command, CancellationToken ct)
        {
            authorization.AllowAnyone().Run(DirectWrites.SwitchEmails); // The token decides.
            var subscription = await links.ReadAsync(command.Token, ct);
            await data.ExecuteSqlAsync(
                DirectWrites.SwitchEmails,
                $"""
                INSERT INTO email_opt_outs (address, action, created_at)
                VALUES ({subscription.Address}, {subscription.Action}, {clock.GetUtcNow()}) ON CONFLICT (address, action) DO NOTHING
                """,
                ct
            );
            return subscription;
        }
    }
}
