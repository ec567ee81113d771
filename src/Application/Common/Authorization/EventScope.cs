using System.Collections.Concurrent;
using System.Reflection;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>
/// Rejects writes of rows of other events with a token that is limited to events. Policies have decided about the rows that a request
/// names; this holds for every row with a column <c>EventId</c> that a use case writes.
/// </summary>
internal static class EventScope
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo?> EventColumns = [];

    /// <exception cref="RejectedException">Forbidden.</exception>
    public static void Require(Actor actor, object row)
    {
        if (actor.Scope is not { IsLimitedToEvents: true } scope)
            return;
        if (row is IEventRoot root && !scope.Contains(root.Id))
            throw RejectedException.Forbidden(TokenDecision.OtherEvent.Reason!, code: ProblemCode.TokenScope);
        var column = EventColumns.GetOrAdd(row.GetType(), type => type.GetProperty("EventId"));
        if (column?.GetValue(row) is long and not 0 and var eventId && !scope.Contains(eventId))
            throw RejectedException.Forbidden(TokenDecision.OtherEvent.Reason!, code: ProblemCode.TokenScope);
    }
}
