using OpenEvent.Application.Common;
using OpenEvent.Infrastructure.Mail;

namespace OpenEvent.Infrastructure.Testing;

/// <summary>
/// Keeps e-mails in memory. Builds each e-mail as for SMTP, which checks it. If <c>Mail:Host</c> is set, it is also sent.
/// </summary>
internal sealed class MemoryInbox(string from, IMailer? sender, TimeProvider clock) : IMailer, ITestInbox, IResettable
{
    private const int Capacity = 1000;

    private readonly Lock _lock = new();
    private readonly LinkedList<ReceivedEmail> _emails = [];
    private readonly HashSet<string> _keys = [];
    private TaskCompletionSource _next = NewSignal();
    private long _lastId;

    public async Task SendAsync(RenderedEmail email, CancellationToken ct)
    {
        using var message = MimeMessageBuilder.Build(email, from, clock.GetUtcNow());
        if (sender is not null)
            await sender.SendAsync(email, ct);
        Add(email, message.Date);
    }

    public async Task<IReadOnlyList<ReceivedEmail>> FindAsync(Func<ReceivedEmail, bool> filter, TimeSpan wait, CancellationToken ct)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        end.CancelAfter(wait);
        while (true)
        {
            Task next;
            lock (_lock)
            {
                List<ReceivedEmail> found = [.. _emails.Where(filter)];
                if (found.Count > 0 || end.IsCancellationRequested)
                    return found;
                next = _next.Task;
            }

            await next.WaitAsync(end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Clear()
    {
        lock (_lock)
            _emails.Clear();
    }

    public Task ResetAsync(CancellationToken ct)
    {
        lock (_lock)
        {
            _emails.Clear();
            _keys.Clear();
            _lastId = 0;
        }

        return Task.CompletedTask;
    }

    /// <summary>An e-mail that is sent again after a lost answer has the same key.</summary>
    private void Add(RenderedEmail email, DateTimeOffset sentAt)
    {
        TaskCompletionSource signal;
        lock (_lock)
        {
            if (!_keys.Add(email.Key))
                return;
            _emails.AddFirst(new ReceivedEmail(++_lastId, from, sentAt, email));
            if (_emails.Count > Capacity)
                _emails.RemoveLast();
            (signal, _next) = (_next, NewSignal());
        }

        signal.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
