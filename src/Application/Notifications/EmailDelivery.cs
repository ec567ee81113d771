using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Notifications;

namespace OpenEvent.Application.Notifications;

/// <summary>Writes a letter, hands it to the post and notes for staff how far it got. The same key is the same mail for ever, with the same Message-ID.</summary>
internal sealed partial class EmailDelivery(IData data, IMailer mailer, IEmailRenderer renderer, TimeProvider clock)
{
    public async Task SendAsync(string key, string to, string action, EmailMessage message, CancellationToken ct)
    {
        var mail = await FindOrCreateAsync(key, to, action, ct);
        if (mail.State is MailState.Sent or MailState.Suppressed && mail.Id != 0)
            return;
        var content = renderer.Render(message, clock.GetUtcNow());
        (mail.Subject, mail.Message, mail.Time) = (content.Subject, TokenPattern().Replace(content.Text, "$1…"), clock.GetUtcNow());
        if (await data.Set<MessageSetting>().AnyAsync(s => s.Action == action && !s.Enabled, ct))
        {
            mail.State = MailState.Suppressed;
            return;
        }

        await mailer.SendAsync(new RenderedEmail(key, to, content.Subject, content.Html, content.Text, content.Attachments), ct);
        (mail.State, mail.Time, mail.LastError) = (MailState.Sent, clock.GetUtcNow(), null);
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
        mail.State = isFinal ? MailState.Failed : MailState.Delayed;
        mail.Attempts = attempts;
        mail.Time = clock.GetUtcNow();
        mail.LastError = failure is EmailDelayedException or EmailRejectedException ? failure.Message : failure.GetType().Name;
    }

    private async Task<Mail> FindOrCreateAsync(string key, string to, string action, CancellationToken ct)
    {
        var mail = await data.Set<Mail>().SingleOrDefaultAsync(m => m.Key == key, ct);
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
