using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Linked rows belong to the same event.</summary>
internal static class SameEventRule
{
    /// <exception cref="RejectedException">Invalid, with the message.</exception>
    public static async Task RequireAsync<TFrom, TTo>(IData data, IReadOnlyList<Link> links, string message, CancellationToken ct)
        where TFrom : EventContent
        where TTo : EventContent
    {
        var from = links.Select(l => l.From).ToList();
        var to = links.Select(l => l.To).ToList();
        var events = await data.Set<TFrom>()
            .Where(r => from.Contains(r.Id))
            .Select(r => r.EventId)
            .Union(data.Set<TTo>().Where(r => to.Contains(r.Id)).Select(r => r.EventId))
            .ToListAsync(ct);
        if (events.Count > 1)
            throw RejectedException.Invalid(message, "/data");
    }
}
