using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Notifications;

namespace OpenEvent.Application.Notifications;

/// <summary>Takes <see cref="UnsubscribeFromEmails"/> back. Repeating it changes nothing.</summary>
internal sealed record ResubscribeToEmails(string Token) : ICommand<EmailSubscription>
{
    internal sealed class Handler(IData data, IAuthorization authorization, UnsubscribeLinks links)
        : IRequestHandler<ResubscribeToEmails, EmailSubscription>
    {
        public async Task<EmailSubscription> Handle(ResubscribeToEmails command, CancellationToken ct)
        {
            authorization.AllowAnyone().Run(DirectWrites.SwitchEmails); // The token decides.
            var subscription = await links.ReadAsync(command.Token, ct);
            await data.DeleteAsync(
                DirectWrites.SwitchEmails,
                data.Set<EmailOptOut>().Where(o => o.Address == subscription.Address && o.Action == subscription.Action),
                ct
            );
            return subscription;
        }
    }
}
