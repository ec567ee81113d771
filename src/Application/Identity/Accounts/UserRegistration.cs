using OpenEvent.Application.Common;

namespace OpenEvent.Application.Identity;

/// <summary>Welcomes a user, once his address is known to be his.</summary>
[Recipient("User")]
public sealed record UserRegistration(string Name, string HomeUrl) : EmailMessage;
