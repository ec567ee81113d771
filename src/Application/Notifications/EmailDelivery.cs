using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Notifications;

namespace OpenEvent.Application.Notifications;

/// <summary>
/// Renders an e-mail, sends it, and records its state for staff as a <see cref="Mail"/>. The key makes delivery idempotent: one e-mail per
/// key, with a stable Message-ID.
/// </summary>
internal sealed partial class EmailDelivery(
    IData data,
    IMailer mailer,
    IEmailRenderer renderer,
    UnsubscribeLinks unsubscribeLinks,
    TimeProvider clock
)
{
    private static readonly CompiledQuery<Func<DbContext, string, CancellationToken, Task<Mail?>>> MailByKey = new(() =>
        EF.CompileAsyncQuery((DbContext db, string key, CancellationToken ct) => db.Set<Mail>().SingleOrDefault(m => m.Key == key))
    );

    private static readonly CompiledQuery<Func<DbContext, string, CancellationToken, Task<bool>>> IsKindSwitchedOff = new(() =>
        EF.CompileAsyncQuery(
            (DbContext db, string action, CancellationToken ct) => db.Set<MessageSetting>().Any(s => s.Action == action && !s.Enabled)
        )
    );

    private const string Unsubscribed = "The recipient has unsubscribed from e-mails of this kind.";

    public async Task SendAsync(string key, string to, string action, EmailMessage message, CancellationToken ct)
    {
        var mail = await FindOrCreateAsync(key, to, action, ct);
        if (mail.State is MailState.Sent or MailState.Suppressed && mail.Id != 0)
            return;
        var isRequired = RequiredEmails.Contains(action);
        var subscription = new EmailSubscription(action, EmailAddress.Normalize(to));
        var unsubscribeUrl = isRequired ? null : await unsubscribeLinks.CreateAsync(subscription, ct);
        var content = renderer.Render(message, clock.GetUtcNow(), unsubscribeUrl);
        mail.Subject = content.Subject;
        mail.Message = TokenPattern().Replace(content.Text, "$1…");
        mail.Time = clock.GetUtcNow();
        if (!isRequired && await IsSwitchedOffAsync(mail, subscription, ct))
        {
            mail.State = MailState.Suppressed;
            return;
        }

        await mailer.SendAsync(
            new RenderedEmail(key, to, content.Subject, content.Html, content.Text, content.Attachments, unsubscribeUrl, action),
            ct
        );
        mail.State = MailState.Sent;
        mail.Time = clock.GetUtcNow();
        mail.LastError = null;
        mail.Attempts++;
    }

    public async Task RecordFailureAsync(
        string key,
        string to,
        string action,
        Exception failure,
        int attempts,
        bool isFinal,
        CancellationToken ct
    )
    {
        var mail = await FindOrCreateAsync(key, to, action, ct);
        if (mail.State is MailState.Sent or MailState.Suppressed)
            return; // Another attempt has succeeded.
        mail.State = isFinal ? MailState.Failed : MailState.Delayed;
        mail.Attempts = attempts;
        mail.Time = clock.GetUtcNow();
        mail.LastError = FailureReason.Of(failure);
    }

    /// <summary>Whether staff have switched off the kind for all, or the recipient for themselves.</summary>
    private async Task<bool> IsSwitchedOffAsync(Mail mail, EmailSubscription subscription, CancellationToken ct)
    {
        var hasUnsubscribed = await data.HasOptedOutAsync(subscription, ct);
        mail.LastError = hasUnsubscribed ? Unsubscribed : null;
        var (db, isSwitchedOff) = IsKindSwitchedOff.For(data.Set<MessageSetting>());
        return hasUnsubscribed || await isSwitchedOff(db, subscription.Action, ct);
    }

    private async Task<Mail> FindOrCreateAsync(string key, string to, string action, CancellationToken ct)
    {
        var (db, mailByKey) = MailByKey.For(data.Set<Mail>());
        var mail = await mailByKey(db, key, ct);
        if (mail is null)
            data.Set<Mail>()
                .Add(
                    mail = new Mail
                    {
                        Key = key,
                        Recipient = to,
                        Action = action,
                        State = MailState.Delayed,
                    }
                );
        return mail;
    }

    [GeneratedRegex(@"(token=)[^\s&""']+")]
    private static partial Regex TokenPattern();
}
