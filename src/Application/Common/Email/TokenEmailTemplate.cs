namespace OpenEvent.Application.Common;

/// <summary>The e-mail kinds of accounts and invites, with the reference server's names: docs/reference/emails.md#e-mail-kinds.</summary>
internal static class TokenEmailTemplate
{
    public const string Confirmation = "user_confirmation";
    public const string EmailChanged = "user_change_email";
    public const string PasswordReset = "password_reset";
    public const string PasswordResetVerify = "password_reset_verify";
    public const string PasswordChanged = "password_change";
    public const string EventRole = "event_role";
    public const string GroupRole = "group_role";
    public const string SpeakerInvite = "speaker_invite";
}
