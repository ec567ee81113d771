using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Lab;

/// <summary>An answer of a user to the task of a lesson.</summary>
public sealed class LabAnswer : Entity, ICreatedAt
{
    public const int MaxLength = 200;

    public string Answer { get; set; } = "";

    public bool IsCorrect { get; set; }

    public long UserId { get; set; }

    public User User { get; set; } = null!;

    /// <summary>The lesson.</summary>
    public long ScriptId { get; set; }

    public LabScript Script { get; set; } = null!;

    public DateTimeOffset CreatedAt { get; set; }
}
