using System.Text.Json;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;

namespace OpenEvent.Application.Notifications;

/// <summary>Sends the mails of accounts and invites; a sealed link is opened here and nowhere else.</summary>
internal sealed class SendMail(Postbox postbox, ISecrets secrets, AuthSettings settings) : IOutboxConsumer
{
    public string Kind => MailOrder.Kind;

    public async Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct)
    {
        var order = payload.Deserialize<MailOrder>()!;
        var link = order.SealedLink is null
            ? ""
            : await secrets.OpenAsync(MailOrder.SealedFor, order.SealedLink, ct)
                ?? throw new LetterRefusedException("The link was sealed by another secret (Auth:Secret has changed).");
        await postbox.SendAsync(key, order.To, order.Template, LetterOf(order, link), ct);
    }

    public Task FailedAsync(string key, JsonElement payload, Exception failure, int attempts, bool isFinal, CancellationToken ct)
    {
        var order = payload.Deserialize<MailOrder>()!;
        return postbox.NoteAsync(key, order.To, order.Template, failure, attempts, isFinal, ct);
    }

    public bool IsHopeless(Exception failure) => failure is LetterRefusedException;

    private Letter LetterOf(MailOrder order, string link) =>
        order.Template switch
        {
            MailTemplate.Confirmation => new UserConfirmation(link),
            MailTemplate.PasswordReset => new PasswordReset(link, Spoken(settings.PasswordResetLife)),
            MailTemplate.PasswordChanged => new PasswordChange(Value(order, "name")),
            MailTemplate.EmailChanged => new UserChangeEmail(Value(order, "email"), Value(order, "new_email")),
            MailTemplate.EventRole => new EventRole(
                Value(order, "event_name"),
                Value(order, "role"),
                order.Values.GetValueOrDefault("inviter"),
                link
            ),
            _ => throw new LetterRefusedException($"There is no mail template {order.Template}."),
        };

    private static string Value(MailOrder order, string name) => order.Values.GetValueOrDefault(name) ?? "";

    private static string Spoken(TimeSpan time) =>
        time.TotalHours >= 1 && time.Minutes == 0
            ? time.TotalHours == 1
                ? "1 hour"
                : $"{time.TotalHours:0} hours"
            : $"{time.TotalMinutes:0} minutes";
}
