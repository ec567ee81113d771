using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Platform;

/// <summary>One change of one row: who, what, before and after. The server writes it with the change (docs/decisions/038).</summary>
public sealed class Activity : Entity
{
    /// <summary>The longest text of <see cref="Action"/>.</summary>
    public const int MaxLength = 1000;

    /// <summary>Who: <c>user 12</c>, <c>admin 1</c>, <c>anonymous</c> or <c>server</c>. No name, so it outlives the account.</summary>
    public string? Actor { get; set; }

    /// <summary>What, e.g. <c>faq 7 changed (question: "Where?" → "Where to park?")</c>.</summary>
    public string? Action { get; set; }

    public DateTimeOffset? Time { get; set; }
}
