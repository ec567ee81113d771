using System.Text.RegularExpressions;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Deletes what the server recorded about e-mails to a person: the log of e-mails, and entries of the outbox, also those that still wait.
/// </summary>
internal sealed class EmailErasure(IData data)
{
    /// <summary>
    /// E-mails about the account itself. Only these are deleted if the address is not verified: others may be of someone else.
    /// </summary>
    private static readonly string[] AccountActions =
    [
        TokenEmailTemplate.Confirmation,
        TokenEmailTemplate.EmailChanged,
        TokenEmailTemplate.PasswordReset,
        TokenEmailTemplate.PasswordResetVerify,
        TokenEmailTemplate.PasswordChanged,
    ];

    private static readonly string[] AccountKinds = [OutgoingTokenEmail.Kind, AccountEmailRequest.Kind];

    /// <param name="email">Normalized.</param>
    /// <returns>The number of deleted and changed rows.</returns>
    public async Task<int> DeleteAsync(string email, bool isVerified, CancellationToken ct)
    {
        // The address as a whole: not ann@example.org in joann@example.org.
        var pattern = $"(^|[^a-z0-9._%+-]){Regex.Replace(email, "[^A-Za-z0-9]", @"\$0")}($|[^a-z0-9.-])";
        var mails = await data.ExecuteSqlAsync(
            DirectWrites.ErasePersonalData,
            $"DELETE FROM mails WHERE recipient = {email} AND ({isVerified} OR action = ANY ({AccountActions}))",
            ct
        );
        var texts = await data.ExecuteSqlAsync(
            DirectWrites.ErasePersonalData,
            $"""
            UPDATE mails SET message = '', subject = ''
            WHERE {isVerified} AND strpos(lower(message || subject), {email}) > 0 AND message || ' ' || subject ~* {pattern}
            """,
            ct
        );
        var entries = await data.ExecuteSqlAsync(
            DirectWrites.ErasePersonalData,
            $"""
            DELETE FROM outbox
            WHERE ({isVerified} OR kind = ANY ({AccountKinds}))
                AND (lower(payload ->> 'To') = {email} OR lower(payload ->> 'Email') = {email})
            """,
            ct
        );
        // Entries about others stay: their keys keep an e-mail from being sent twice, and those that were given up are tried again by hand.
        var others = await data.ExecuteSqlAsync(
            DirectWrites.ErasePersonalData,
            $"""
            UPDATE outbox SET
                key = CASE WHEN key ~* {pattern} THEN 'erased ' || md5(key) ELSE key END,
                payload = regexp_replace(payload::text, {pattern}, '\1erased\2', 'gi')::jsonb
            WHERE ({isVerified} OR kind = ANY ({AccountKinds})) AND state <> 'Waiting'
                AND strpos(lower(key || payload::text), {email}) > 0 AND key || ' ' || payload::text ~* {pattern}
            """,
            ct
        );
        return mails + texts + entries + others;
    }
}
