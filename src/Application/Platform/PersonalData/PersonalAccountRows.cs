using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Notifications;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>Rows of the account itself, and records of what it did.</summary>
internal static class PersonalAccountRows
{
    private const string Secret = "Secrets, or hashes of secrets.";
    private const string OnlyIds = "Ids, and no texts about people (docs/decisions/038).";

    public static IEnumerable<PersonalRows> All =>
        [
            new PersonalRowsOf<NotificationAction>(p => a => a.Notification.UserId == p.Id).Export("notification-actions").Delete(),
            new PersonalRowsOf<Notification>(p => n => n.UserId == p.Id).Export("notifications").Delete(),
            new PersonalRowsOf<EmailNotification>(p => n => n.UserId == p.Id).Export("email-preferences").Delete(),
            new PersonalRowsOf<UserSystemRole>(p => r => r.UserId == p.Id).Export("system-roles").Delete(),
            new PersonalRowsOf<EmailVerificationToken>(p => t => t.UserId == p.Id).NotExported(Secret).Delete(),
            new PersonalRowsOf<PasswordResetToken>(p => t => t.UserId == p.Id).NotExported(Secret).Delete(),
            new PersonalRowsOf<AccessToken>(p => t => t.UserId == p.Id || t.CreatedById == p.Id)
                .Export("access-tokens")
                .Omit(Secret, nameof(AccessToken.TokenHash), nameof(AccessToken.Epoch))
                .Delete(),
            new PersonalRowsOf<ImportJob>(p => j => j.UserId == p.Id).Export("imports").Delete(),
            // The job that deletes expired tasks deletes their files, too.
            new PersonalRowsOf<QueuedTask>(p => t => t.OwnerId == p.Id)
                .Export("tasks")
                .Omit(
                    "Paths of files and an id, which only the server uses.",
                    nameof(QueuedTask.InputPath),
                    nameof(QueuedTask.ResultPath),
                    nameof(QueuedTask.TokenId)
                )
                .Keep(
                    "Deleted within an hour, with the files: EraseAccountRows ends their time.",
                    nameof(QueuedTask.Kind),
                    nameof(QueuedTask.Parameters),
                    nameof(QueuedTask.InputPath),
                    nameof(QueuedTask.ResultPath),
                    nameof(QueuedTask.ResultName),
                    nameof(QueuedTask.ResultContentType),
                    nameof(QueuedTask.Failure)
                ),
            new PersonalRowsOf<Mail>(p => m => m.Recipient == p.VerifiedEmail)
                .Export("emails")
                .Omit("The person has received the text; it can contain links with rights.", nameof(Mail.Message), nameof(Mail.Key))
                .Keep(
                    "EmailErasure deletes them, and the texts of other people's e-mails that name the person.",
                    nameof(Mail.Key),
                    nameof(Mail.Recipient),
                    nameof(Mail.Action),
                    nameof(Mail.Subject),
                    nameof(Mail.Message),
                    nameof(Mail.LastError)
                ),
            new PersonalRowsOf<EmailOptOut>(p => o => o.Address == p.VerifiedEmail)
                .Export("unsubscribed-emails")
                .Keep(
                    "Without them the address would get the e-mails again (docs/decisions/044).",
                    nameof(EmailOptOut.Address),
                    nameof(EmailOptOut.Action)
                ),
            new PersonalRowsOf<Activity>(p =>
            {
                var actors = new[] { $"user {p.Id}", $"admin {p.Id}", $"super admin {p.Id}" };
                var byToken = $"user {p.Id} by token ";
                return a => a.Actor != null && (actors.Contains(a.Actor) || a.Actor.StartsWith(byToken));
            }).Export("activities").Keep(OnlyIds, nameof(Activity.Actor), nameof(Activity.Action)),
            new PersonalRowsOf<UserEmail>(p => e => e.UserId == p.Id).Export("alternate-addresses").Delete(),
            new PersonalRowsOf<User>(p => u => u.Id == p.Id)
                .Export("account")
                .Omit(Secret, nameof(User.PasswordHash), nameof(User.TokenEpoch), nameof(User.KeptTokenId))
                .Files(nameof(User.AvatarUrl))
                .Keep("AccountErasure changes the row.", [.. AccountErasure.ClearedTexts, nameof(User.Email)]),
        ];
}
