using System.Text.Json;
using MediatR;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Identity;

/// <summary>Grants from the outbox what was asked for an address.</summary>
internal sealed class AccountWishes(IMediator mediator) : IOutboxConsumer
{
    public string Kind => AccountWish.Kind;

    public async Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct)
    {
        var wish = payload.Deserialize<AccountWish>(JsonSerializerOptions.Web)!;
        if (wish.What == AccountWish.Reset)
            await mediator.Send(new MailPasswordReset(wish.Email), ct);
        else
            await mediator.Send(new MailVerification(wish.Email), ct);
    }
}
