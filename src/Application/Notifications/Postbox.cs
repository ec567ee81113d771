using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Notifications;

namespace OpenEvent.Application.Notifications;

/// <summary>Writes a letter, hands it to the post and notes for staff how far it got. The same key is the same mail for ever, with the same Message-ID.</summary>
internal sealed partial class Postbox(IData data, IMailer mailer, ILetterWriter writer, TimeProvider clock)
{
    public async Task SendAsync(string key, string to, string action, Letter letter, CancellationToken ct)
    {
        var mail = await FindAsync(key, to, action, ct);
        if (mail.State is MailState.Sent or MailState.Suppressed && mail.Id != 0)
            return;
        var text = writer.Write(letter, clock.GetUtcNow());
        (mail.Subject, mail.Message, mail.Time) = (text.Subject, Token().Replace(text.Text, "$1…"), clock.GetUtcNow());
        if (await data.Set<MessageSetting>().AnyAsync(s => s.Action == action && !s.Enabled, ct))
        {
            mail.State = MailState.Suppressed;
            return;
        }

        await mailer.SendAsync(new OutgoingLetter(key, to, text.Subject, text.Html, text.Text, text.Attachments), ct);
        (mail.State, mail.Time, mail.LastError) = (MailState.Sent, clock.GetUtcNow(), null);
        mail.Attempts++;
    }

    public async Task NoteAsync(string key, string to, string action, Exception failure, int attempts, bool isFinal, CancellationToken ct)
    {
        var mail = await FindAsync(key, to, action, ct);
        mail.State = isFinal ? MailState.Failed : MailState.Delayed;
        mail.Attempts = attempts;
        mail.Time = clock.GetUtcNow();
        mail.LastError = failure is LetterDelayedException or LetterRefusedException ? failure.Message : failure.GetType().Name;
    }

    private async Task<Mail> FindAsync(string key, string to, string action, CancellationToken ct)
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
    private static partial Regex Token();
}
