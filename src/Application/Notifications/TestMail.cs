using OpenEvent.Application.Common;

namespace OpenEvent.Application.Notifications;

/// <summary>The test e-mail that staff send to check the mail settings.</summary>
[Recipient("Admin", About = "tests of the mail settings")]
public sealed record TestMail : EmailMessage;
