using System.ComponentModel.DataAnnotations.Schema;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Lab;

/// <summary>One execution of a script: its code, the device it used, and what it showed.</summary>
public sealed class LabRun : Entity, ICreatedAt
{
    /// <summary>One of <see cref="LabRunStatus"/>.</summary>
    public string Status { get; set; } = LabRunStatus.Queued;

    /// <summary>The name of the device.</summary>
    public string Device { get; set; } = "";

    /// <summary><c>virtual</c>, <c>serial</c> or <c>tcp</c>.</summary>
    public string DeviceKind { get; set; } = "";

    public string? Board { get; set; }

    public string? Firmware { get; set; }

    /// <summary>The circuit of the virtual device that the run wants; null for the device's own.</summary>
    public string? Circuit { get; set; }

    /// <summary>The title of the script at the start.</summary>
    public string Title { get; set; } = "";

    public string Code { get; set; } = "";

    /// <summary>The version of the script that <see cref="Code"/> is.</summary>
    public int CodeVersion { get; set; }

    /// <summary>JSON: <c>{line, message, exception, traceback}</c>; null if the script did not fail.</summary>
    public string? Error { get; set; }

    /// <summary>
    /// JSON: the messages of the stream in order. It is stored in <see cref="LabRunOutput"/> and read with a single run only.
    /// </summary>
    [NotMapped]
    public string? Output { get; set; }

    /// <summary>Whether the user asked the server that executes the run to stop it.</summary>
    public bool IsStopRequested { get; set; }

    /// <summary>The server process that executes the run.</summary>
    public string? Server { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public long UserId { get; set; }

    public User User { get; set; } = null!;

    /// <summary>Null after the script was deleted.</summary>
    public long? ScriptId { get; set; }

    public LabScript? Script { get; set; }
}
