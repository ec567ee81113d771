using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Notifications;

namespace OpenEvent.Application.Notifications;

/// <summary>
/// Creates the missing message settings, one for each kind of e-mail and enabled, and updates their templates. Required kinds that an
/// earlier version let staff switch off are enabled again. The server runs it at startup, so a new version adds the settings of its new
/// kinds. Several nodes may run it at the same time.
/// </summary>
public sealed record SeedMessageSettings : ICommand<Unit>
{
    internal sealed class Handler(IData data, IAuthorization authorization, IEmailRenderer renderer)
        : IRequestHandler<SeedMessageSettings, Unit>
    {
        public async Task<Unit> Handle(SeedMessageSettings command, CancellationToken ct)
        {
            authorization.AsServer();
            var actions = EmailKind.All.Select(kind => kind.Action).ToArray();
            var recipients = EmailKind.All.Select(kind => kind.Recipient).ToArray();
            var subjects = EmailKind.All.Select(kind => renderer.GetTemplate(kind.Type).Subject).ToArray();
            var messages = EmailKind.All.Select(kind => renderer.GetTemplate(kind.Type).Text).ToArray();
            await data.ExecuteSqlAsync(
                DirectWrites.SeedMessageSettings,
                $"""
                INSERT INTO message_settings (action, recipient, email_subject, email_message, enabled)
                SELECT k.action, k.recipient, k.subject, k.message, true
                FROM unnest({actions}::text[], {recipients}::text[], {subjects}::text[], {messages}::text[])
                    AS k (action, recipient, subject, message)
                WHERE NOT EXISTS (SELECT 1 FROM message_settings s WHERE s.action = k.action)
                ORDER BY k.action ON CONFLICT (action) DO NOTHING
                """,
                ct
            );
            await data.ExecuteSqlAsync(
                DirectWrites.SeedMessageSettings,
                $"""
                UPDATE message_settings s SET recipient = k.recipient, email_subject = k.subject, email_message = k.message
                FROM unnest({actions}::text[], {recipients}::text[], {subjects}::text[], {messages}::text[])
                    AS k (action, recipient, subject, message)
                WHERE s.action = k.action
                    AND (s.recipient, s.email_subject, s.email_message) IS DISTINCT FROM (k.recipient, k.subject, k.message)
                """,
                ct
            );
            var required = RequiredEmails.Reasons.Keys.ToArray();
            await data.ExecuteSqlAsync(
                DirectWrites.SeedMessageSettings,
                $"UPDATE message_settings SET enabled = true WHERE action = ANY({required}) AND NOT enabled",
                ct
            );
            return Unit.Value;
        }
    }
}
