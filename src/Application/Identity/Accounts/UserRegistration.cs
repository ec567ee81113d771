using OpenEvent.Application.Common;

namespace OpenEvent.Application.Identity;

/// <summary>Welcomes a user after their address is verified.</summary>
[Recipient("User", About = "your new account")]
public sealed record UserRegistration(string Name, string HomeUrl) : EmailMessage;
