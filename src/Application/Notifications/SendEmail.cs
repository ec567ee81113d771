using System.Text.Json;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Notifications;

/// <summary>Sends the e-mails that <see cref="OutgoingEmails.AddEmail"/> put into the outbox.</summary>
internal sealed class SendEmail(EmailDelivery delivery) : IOutboxConsumer
{
    public Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct)
    {
        var email = payload.Deserialize<OutgoingEmail>()!;
        var kind = EmailKind.FromName(email.Template);
        return delivery.SendAsync(key, email.To, kind.Action, (EmailMessage)email.Message.Deserialize(kind.Type)!, ct);
    }

    public Task OnFailedAsync(string key, JsonElement payload, Exception failure, int attempts, bool isFinal, CancellationToken ct)
    {
        var email = payload.Deserialize<OutgoingEmail>()!;
        return delivery.RecordFailureAsync(key, email.To, EmailKind.GetAction(email.Template), failure, attempts, isFinal, ct);
    }

    public bool IsPermanent(Exception failure) => failure is EmailRejectedException;
}
