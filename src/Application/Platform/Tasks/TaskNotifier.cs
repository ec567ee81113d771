using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>Queues the e-mails about the end of exports and imports, to the owner of the task if their address is verified.</summary>
internal sealed class TaskNotifier(IData data, IOutbox outbox, IFrontend frontend)
{
    /// <summary>The longest reason in an e-mail, in characters. The task has all of it.</summary>
    private const int MaxReason = 2_000;

    public Task SendExportedAsync(QueuedTask task, Event e, CancellationToken ct) =>
        SendAsync(task, async name => new EventExported(name, e.Name, await GetExportsUrlAsync(e, ct)), ct);

    public Task SendExportFailedAsync(QueuedTask task, Event e, string reason, CancellationToken ct) =>
        SendAsync(task, async name => new EventExportFail(name, e.Name, Shorten(reason), await GetExportsUrlAsync(e, ct)), ct);

    public Task SendImportedAsync(QueuedTask task, Event e, CancellationToken ct) =>
        SendAsync(task, async name => new EventImported(name, e.Name, await GetEventUrlAsync(e, ct)), ct);

    public Task SendImportFailedAsync(QueuedTask task, string reason, CancellationToken ct) =>
        SendAsync(task, name => Task.FromResult(new EventImportFail(name, Shorten(reason))), ct);

    private async Task SendAsync<T>(QueuedTask task, Func<string, Task<T>> create, CancellationToken ct)
        where T : EmailMessage
    {
        var user = await data.Set<User>()
            .AsNoTracking()
            .SingleOrDefaultAsync(u => u.Id == task.OwnerId && u.DeletedAt == null && u.IsVerified && !u.IsBlocked, ct);
        if (user is null)
            return;
        var message = await create(user.FullName ?? "");
        outbox.AddEmail($"{typeof(T).Name} {task.Key:n} {user.Email}", user.Email, message);
    }

    private ValueTask<string> GetExportsUrlAsync(Event e, CancellationToken ct) =>
        frontend.LinkAsync($"/events/{Uri.EscapeDataString(e.Identifier)}/export", ct);

    private ValueTask<string> GetEventUrlAsync(Event e, CancellationToken ct) =>
        frontend.LinkAsync($"/events/{Uri.EscapeDataString(e.Identifier)}", ct);

    private static string Shorten(string reason) => reason.Length > MaxReason ? TextLimit.Shorten(reason, MaxReason) + "…" : reason;
}
