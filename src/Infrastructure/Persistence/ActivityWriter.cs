using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>Writes lines to the log of changes, with the actor of the unit of work.</summary>
internal sealed class ActivityWriter(TimeProvider clock)
{
    /// <summary>One line for several rows.</summary>
    public static string Summarize(int count, string type, string verb) => $"{count} × {type} {verb}";

    /// <summary>Inserts the lines into the open transaction. A line that is too long is cut.</summary>
    public Task WriteAsync(OpenEventDb db, IEnumerable<string> actions, CancellationToken ct)
    {
        var actor = NameActor(db.Writes);
        var time = clock.GetUtcMicroseconds();
        return db.RecordAsync(
            [
                .. actions.Select(action => new Activity
                {
                    Actor = actor,
                    Action = action.Length <= Activity.MaxLength ? action : TextLimit.Shorten(action, Activity.MaxLength - 1) + "…",
                    Time = time,
                }),
            ],
            ct
        );
    }

    private static string NameActor(WriteSet writes) =>
        writes switch
        {
            { IsServer: true } => "server",
            { Actor: { UserId: { } id, TokenId: { } token } } => $"user {id} by token {token}",
            { Actor: { UserId: { } id, IsSuperAdmin: true } } => $"super admin {id}",
            { Actor: { UserId: { } id, IsAdmin: true } } => $"admin {id}",
            { Actor.UserId: { } id } => $"user {id}",
            _ => "anonymous",
        };
}
