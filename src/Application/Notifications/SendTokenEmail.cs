using System.Text.Json;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;

namespace OpenEvent.Application.Notifications;

/// <summary>Sends the e-mails of accounts and invites. Only this class decrypts the links with tokens.</summary>
internal sealed class SendTokenEmail(EmailDelivery delivery, ISecrets secrets, AuthSettings settings) : IOutboxConsumer
{
    public async Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct)
    {
        var email = payload.Deserialize<OutgoingTokenEmail>()!;
        var link = email.EncryptedLink is null
            ? ""
            : await secrets.DecryptAsync(OutgoingTokenEmail.EncryptionPurpose, email.EncryptedLink, ct)
                ?? throw new EmailRejectedException("The link was encrypted with another secret: Auth:Secret has changed.");
        await delivery.SendAsync(key, email.To, email.Template, CreateMessage(email, link), ct);
    }

    public Task OnFailedAsync(string key, JsonElement payload, Exception failure, int attempts, bool isFinal, CancellationToken ct)
    {
        var email = payload.Deserialize<OutgoingTokenEmail>()!;
        return delivery.RecordFailureAsync(key, email.To, email.Template, failure, attempts, isFinal, ct);
    }

    public bool IsPermanent(Exception failure) => failure is EmailRejectedException;

    private EmailMessage CreateMessage(OutgoingTokenEmail email, string link) =>
        email.Template switch
        {
            TokenEmailTemplate.Confirmation => new UserConfirmation(link),
            TokenEmailTemplate.PasswordReset => new PasswordReset(link, FormatDuration(settings.PasswordResetLife)),
            TokenEmailTemplate.PasswordResetVerify => new PasswordResetVerify(link, FormatDuration(settings.PasswordResetLife)),
            TokenEmailTemplate.PasswordChanged => new PasswordChange(GetValue(email, "name")),
            TokenEmailTemplate.EmailChanged => new UserChangeEmail(
                GetValue(email, "email"),
                GetValue(email, "new_email"),
                link.Length > 0 ? link : null,
                FormatDuration(settings.AddressUndoLife)
            ),
            TokenEmailTemplate.EventRole => new EventRole(
                GetValue(email, "event_name"),
                GetValue(email, "role"),
                email.Values.GetValueOrDefault("inviter"),
                link
            ),
            TokenEmailTemplate.GroupRole => new GroupRole(
                GetValue(email, "group_name"),
                GetValue(email, "role"),
                email.Values.GetValueOrDefault("inviter"),
                link
            ),
            TokenEmailTemplate.SpeakerInvite => new SpeakerInvite(
                GetValue(email, "event_name"),
                GetValue(email, "session_title"),
                email.Values.GetValueOrDefault("inviter"),
                link
            ),
            _ => throw new UnknownOutboxKindException($"This version does not know the e-mail kind {email.Template}."),
        };

    private static string GetValue(OutgoingTokenEmail email, string name) => email.Values.GetValueOrDefault(name) ?? "";

    private static string FormatDuration(TimeSpan time) =>
        time.TotalDays >= 2 && time.Hours == 0 && time.Minutes == 0 ? $"{time.TotalDays:0} days"
        : time.TotalHours >= 1 && time.Minutes == 0
            ? time.TotalHours == 1 ? "1 hour"
                : $"{time.TotalHours:0} hours"
        : $"{time.TotalMinutes:0} minutes";
}
