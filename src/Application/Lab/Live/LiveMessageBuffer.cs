using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace OpenEvent.Application.Lab;

/// <summary>
/// What one viewer has not received yet: the newest frame, and a few texts. A viewer who is too slow for all frames loses the older ones,
/// so that the stream never waits for a viewer. Thread-safe, for one reader.
/// </summary>
internal sealed class LiveMessageBuffer
{
    private const int MaxTexts = 20;

    private readonly Lock _lock = new();
    private readonly Queue<byte[]> _texts = [];
    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private byte[]? _frame;
    private bool _isComplete;

    /// <summary>Replaces a frame that the viewer has not received yet.</summary>
    public void SetFrame(byte[] frame)
    {
        lock (_lock)
            _frame = frame;
        Notify();
    }

    /// <summary>Discards a frame that the viewer has not received yet. It would be sent after the text that nothing is shown.</summary>
    public void DropFrame()
    {
        lock (_lock)
            _frame = null;
    }

    /// <summary>Adds a text. If too many wait, the oldest is discarded.</summary>
    public void Add(JsonObject message)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(message);
        lock (_lock)
        {
            if (_texts.Count == MaxTexts)
                _texts.Dequeue();
            _texts.Enqueue(text);
        }
        Notify();
    }

    /// <summary>Adds a text <c>{"type":"status","status":…}</c>.</summary>
    public void AddStatus(string status, string? message = null)
    {
        var text = new JsonObject { ["type"] = "status", ["status"] = status };
        if (message is not null)
            text["message"] = message;
        Add(text);
    }

    /// <summary>Ends the messages after those that wait.</summary>
    public void Complete()
    {
        lock (_lock)
            _isComplete = true;
        Notify();
    }

    /// <summary>Texts before the frame, until the buffer is complete.</summary>
    public async IAsyncEnumerable<LiveMessage> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            while (TryTake() is { } message)
                yield return message;
            lock (_lock)
                if (_isComplete && _texts.Count == 0 && _frame is null)
                    yield break;
            await _changed.Reader.ReadAsync(ct);
        }
    }

    private LiveMessage? TryTake()
    {
        lock (_lock)
        {
            if (_texts.TryDequeue(out var text))
                return new LiveMessage(text, IsFrame: false);
            var frame = _frame;
            _frame = null;
            return frame is null ? null : new LiveMessage(frame, IsFrame: true);
        }
    }

    private void Notify() => _changed.Writer.TryWrite(true);
}
