using OpenEvent.Application.Lab;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>A call in a device's queue, and the task that its caller waits for.</summary>
/// <param name="EnqueuedAt">The clock's timestamp of its arrival.</param>
/// <param name="CallerCancelled">Cancelled when the caller cancels the request.</param>
internal sealed record DeviceJob(
    DeviceCall Call,
    Func<CancellationToken, Task<byte[]>> Run,
    long EnqueuedAt,
    CancellationToken CallerCancelled
)
{
    private readonly TaskCompletionSource<byte[]> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<byte[]> Completion => _completion.Task;

    public void SetResult(byte[] result) => _completion.TrySetResult(result);

    public void SetException(Exception exception) => _completion.TrySetException(exception);

    public void SetCancelled() => _completion.TrySetCanceled(CallerCancelled);

    public bool Equals(DeviceJob? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
