using OpenEvent.Application.Common;

namespace OpenEvent.Application.Platform;

/// <summary>Sent to the former address of an account, when its personal data was erased. It contains nothing about the person.</summary>
[Recipient("User")]
public sealed record AccountErased : EmailMessage;
