using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using MediatR;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Lab;

/// <summary>The messages of a run for one viewer, from a number on until the run has ended.</summary>
internal sealed class RunStream(IMediator mediator)
{
    /// <summary>A viewer gets the changes of this time together.</summary>
    private static readonly TimeSpan ReadInterval = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>Opens the run before the first message, so that its rejection can still be the answer to the request.</summary>
    /// <exception cref="RejectedException">Unauthenticated or NotFound.</exception>
    public Task<OpenedRun> OpenAsync(long id, CancellationToken ct) => mediator.Send(new OpenRun(id), ct);

    /// <param name="cursor">The number of the last message that the viewer has; 0 for all.</param>
    public async IAsyncEnumerable<byte[]> ReadAsync(OpenedRun opened, long cursor, [EnumeratorCancellation] CancellationToken ct)
    {
        var status = "";
        while (true)
        {
            var isEnded = opened.Output.IsEnded;
            foreach (var message in opened.Output.Read(ref cursor))
                yield return message;
            if (!opened.IsLive && opened.Run.Status != status)
            {
                status = opened.Run.Status;
                yield return StatusMessage(cursor, status);
            }
            if (isEnded)
                yield break;
            if (opened.IsLive)
            {
                await Task.Delay(ReadInterval, ct);
                await opened.Output.WaitAsync(cursor, ct);
            }
            else
            {
                await Task.Delay(PollInterval, ct);
                opened = await mediator.Send(new OpenRun(opened.Run.Id), ct);
            }
        }
    }

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
