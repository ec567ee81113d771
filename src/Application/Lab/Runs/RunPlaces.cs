using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>
/// The places of scripts that run at once. Users take turns, so one with many runs delays others little. Users without a verified address
/// have at most half of the places, and get one when no verified user waits. Thread-safe.
/// </summary>
internal sealed class RunPlaces(int count)
{
    private readonly Lock _lock = new();
    private readonly TurnQueue<TaskCompletionSource> _verified = new(),
        _unverified = new();
    private int _free = count,
        _freeForUnverified = Math.Max(1, count / 2);

    /// <summary>Waits for a place. <see cref="Release"/> it afterwards.</summary>
    public async Task TakeAsync(long userId, bool isVerified, CancellationToken ct)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            (isVerified ? _verified : _unverified).Enqueue(userId, turn);
            GivePlaces();
        }
        await using var cancellation = ct.Register(() => Cancel(userId, isVerified, turn, ct));
        await turn.Task;
    }

    /// <param name="isVerified">As the place was taken.</param>
    public void Release(bool isVerified)
    {
        lock (_lock)
        {
            _free++;
            if (!isVerified)
                _freeForUnverified++;
            GivePlaces();
        }
    }

    private void GivePlaces()
    {
        while (_free > 0 && _verified.Dequeue() is { } turn)
        {
            _free--;
            turn.SetResult();
        }

        while (_free > 0 && _freeForUnverified > 0 && _unverified.Dequeue() is { } turn)
        {
            _free--;
            _freeForUnverified--;
            turn.SetResult();
        }
    }

    private void Cancel(long userId, bool isVerified, TaskCompletionSource turn, CancellationToken ct)
    {
        lock (_lock)
            if (!(isVerified ? _verified : _unverified).Remove(userId, turn))
                return;
        turn.SetCanceled(ct);
    }
}
