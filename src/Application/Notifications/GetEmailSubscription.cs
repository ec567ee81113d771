using MediatR;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Notifications;

/// <summary>Which kind of e-mail and which address a link to unsubscribe is about, and whether it has been used.</summary>
internal sealed record GetEmailSubscription(string Token) : IRequest<GetEmailSubscription.Result>
{
    internal sealed record Result(EmailSubscription Subscription, bool HasOptedOut);

    internal sealed class Handler(IData data, UnsubscribeLinks links) : IRequestHandler<GetEmailSubscription, Result>
    {
        public async Task<Result> Handle(GetEmailSubscription query, CancellationToken ct)
        {
            var subscription = await links.ReadAsync(query.Token, ct);
            return new Result(subscription, await data.HasOptedOutAsync(subscription, ct));
        }
    }
}
