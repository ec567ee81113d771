using OpenEvent.Application.Lab;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>A call that waits for a device, and who waits for the call.</summary>
/// <param name="Since">The clock's timestamp when it came.</param>
/// <param name="Gone">Cancelled when the caller went away.</param>
internal sealed record BenchJob(BenchCall Call, Func<CancellationToken, Task<byte[]>> Run, long Since, CancellationToken Gone)
{
    private readonly TaskCompletionSource<byte[]> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<byte[]> Ended => _end.Task;

    public void Done(byte[] result) => _end.TrySetResult(result);

    public void Failed(Exception why) => _end.TrySetException(why);

    public void Cancelled() => _end.TrySetCanceled(Gone);

    public bool Equals(BenchJob? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
