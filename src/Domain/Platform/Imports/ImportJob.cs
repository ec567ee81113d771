using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Platform;

/// <summary>The record of an import that a user started. It stays when the task is deleted.</summary>
public sealed class ImportJob : Entity
{
    public const string Waiting = "WAITING";
    public const string Success = "SUCCESS";
    public const string Failure = "FAILURE";

    public long UserId { get; set; }

    public User User { get; set; } = null!;

    /// <summary>The id of the task.</summary>
    public string Task { get; set; } = "";

    public DateTimeOffset StartsAt { get; set; }

    /// <summary>The id of the new event, or why there is none.</summary>
    public string? Result { get; set; }

    /// <summary><see cref="Waiting"/>, <see cref="Success"/> or <see cref="Failure"/>.</summary>
    public string? ResultStatus { get; set; }
}
