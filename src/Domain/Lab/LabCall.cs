using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Lab;

/// <summary>The record of one function string that a user sent to a device.</summary>
public sealed class LabCall : Entity, ICreatedAt
{
    public const int MaxFunctionLength = 20_000;

    public string Device { get; set; } = "";

    /// <summary>The function string; of a long one its beginning and an ellipsis.</summary>
    public string Function { get; set; } = "";

    public CallOutcome Outcome { get; set; }

    /// <summary>Why there is no result.</summary>
    public string? Detail { get; set; }

    /// <summary>Milliseconds in the device's queue.</summary>
    public double? WaitedMs { get; set; }

    /// <summary>Milliseconds in which the device worked on it.</summary>
    public double? TookMs { get; set; }

    /// <summary>Null after the account was deleted permanently.</summary>
    public long? UserId { get; set; }
    public User? User { get; set; }

    /// <summary>When the call was sent.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
