using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Platform;

/// <summary>Work that a user started and that a server does later: an export or an import. Clients ask for its state.</summary>
/// <remarks>A token reads the tasks that it started: each kind of work needs its own scope.</remarks>
[TokenModule(TokenModule.Shared)]
public sealed class QueuedTask : Entity, ICreatedAt
{
    /// <summary>How long the result can be downloaded.</summary>
    public static readonly TimeSpan ResultLifetime = TimeSpan.FromDays(7);

    /// <summary>Random, so that it cannot be guessed. It is the id that clients use.</summary>
    public Guid Key { get; set; }

    /// <summary>The user who started the task. Nobody else sees it. Null: the account was deleted permanently.</summary>
    public long? OwnerId { get; set; }

    public User? Owner { get; set; }

    /// <summary>The access token that started the task. Null: a session did.</summary>
    public long? TokenId { get; set; }

    /// <summary>What is done, e.g. <c>attendees-csv</c>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>JSON: what the work needs to know.</summary>
    public string Parameters { get; set; } = "{}";

    public QueuedTaskState State { get; set; }

    /// <summary>The number of rows that are done.</summary>
    public long Rows { get; set; }

    /// <summary>The path of the uploaded file that the task reads; null if there is none. It is deleted when the task ends.</summary>
    public string? InputPath { get; set; }

    /// <summary>
    /// The path of the result in the file store; null if there is none. A failed task may have one, whose file is deleted with the task.
    /// </summary>
    public string? ResultPath { get; set; }

    /// <summary>The name of the downloaded file.</summary>
    public string? ResultName { get; set; }

    public string? ResultContentType { get; set; }

    /// <summary>The event that an import created.</summary>
    public long? ResultEventId { get; set; }

    /// <summary>Why the task failed, for its owner. Several lines if there are several reasons.</summary>
    public string? Failure { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When the task and its result are deleted.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    public bool IsDone => State is QueuedTaskState.Succeeded or QueuedTaskState.Failed;
}
