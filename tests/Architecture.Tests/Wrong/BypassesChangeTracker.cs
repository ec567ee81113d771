using Microsoft.EntityFrameworkCore;
using OpenEvent.Domain.Events;

namespace OpenEvent.Architecture.Tests.Wrong;

/// <summary>Deliberately wrong: sends a statement that no grant covers.</summary>
internal static class BypassesChangeTracker
{
    public static Task<int> DeleteAsync(IQueryable<Event> events, CancellationToken ct) => events.ExecuteDeleteAsync(ct);
}
