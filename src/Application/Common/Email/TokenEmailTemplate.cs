namespace OpenEvent.Application.Common;

/// <summary>The reference's names of the mail kinds (<c>spec/openevent/behaviours.md</c> §12) that module Identity orders.</summary>
internal static class TokenEmailTemplate
{
    public const string Confirmation = "user_confirmation";
    public const string EmailChanged = "user_change_email";
    public const string PasswordReset = "password_reset";
    public const string PasswordChanged = "password_change";
    public const string EventRole = "event_role";
}
