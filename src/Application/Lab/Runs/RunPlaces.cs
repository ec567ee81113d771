using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>The places of scripts that run at once. Users take turns, so one with many runs delays others little. Thread-safe.</summary>
internal sealed class RunPlaces(int count)
{
    private readonly Lock _lock = new();
    private readonly TurnQueue<TaskCompletionSource> _queue = new();
    private int _free = count;

    /// <summary>Waits for a place. <see cref="Release"/> it afterwards.</summary>
    public async Task TakeAsync(long userId, CancellationToken ct)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_free > 0)
            {
                _free--;
                return;
            }
            _queue.Enqueue(userId, turn);
        }
        await using var cancellation = ct.Register(() => Cancel(userId, turn, ct));
        await turn.Task;
    }

    public void Release()
    {
        lock (_lock)
            if (_queue.Dequeue() is { } turn)
                turn.SetResult();
            else
                _free++;
    }

    private void Cancel(long userId, TaskCompletionSource turn, CancellationToken ct)
    {
        lock (_lock)
            if (!_queue.Remove(userId, turn))
                return;
        turn.SetCanceled(ct);
    }
}
