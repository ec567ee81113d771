using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using MediatR;

namespace OpenEvent.Application.Lab;

/// <summary>Someone who watches a run.</summary>
/// <param name="slot">Disposed with the viewer.</param>
internal sealed class RunViewer(OpenedRun opened, IDisposable slot, IMediator mediator) : IDisposable
{
    /// <summary>A viewer gets the changes of this time together.</summary>
    private static readonly TimeSpan ReadInterval = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>The messages of the run, from a number on until the run has ended.</summary>
    /// <param name="cursor">The number of the last message that the viewer has; 0 for all.</param>
    public async IAsyncEnumerable<byte[]> ReadAsync(long cursor, [EnumeratorCancellation] CancellationToken ct)
    {
        var run = opened;
        var status = "";
        while (true)
        {
            var isEnded = run.Output.IsEnded;
            foreach (var message in run.Output.Read(ref cursor))
                yield return message;
            if (!run.IsLive && run.Run.Status != status)
            {
                status = run.Run.Status;
                yield return StatusMessage(cursor, status);
            }
            if (isEnded)
                yield break;
            if (run.IsLive)
            {
                await Task.Delay(ReadInterval, ct);
                await run.Output.WaitAsync(cursor, ct);
            }
            else
            {
                await Task.Delay(PollInterval, ct);
                run = await mediator.Send(new OpenRun(run.Run.Id), ct);
            }
        }
    }

    public void Dispose() => slot.Dispose();

    /// <summary>The status of a stored output. It repeats the last number, because it is not part of the output.</summary>
    private static byte[] StatusMessage(long cursor, string status) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new JsonObject
            {
                ["seq"] = cursor,
                ["type"] = "status",
                ["status"] = status,
            }
        );
}
