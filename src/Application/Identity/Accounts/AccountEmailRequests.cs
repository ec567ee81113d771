using System.Text.Json;
using MediatR;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Identity;

/// <summary>Handles requests for account e-mails from the outbox.</summary>
internal sealed class AccountEmailRequests(IMediator mediator) : IOutboxConsumer
{
    public async Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct)
    {
        var request = payload.Deserialize<AccountEmailRequest>(JsonSerializerOptions.Web)!;
        if (request.Purpose == AccountEmailRequest.PasswordResetPurpose)
            await mediator.Send(new SendPasswordResetEmail(request.Email, request.Page), ct);
        else
            await mediator.Send(new SendVerificationEmail(request.Email), ct);
    }
}
