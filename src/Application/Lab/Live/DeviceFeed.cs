namespace OpenEvent.Application.Lab;

/// <summary>The frames of a device's live streams for its viewers. Any number of viewers costs one capture. Thread-safe.</summary>
internal sealed class DeviceFeed
{
    private readonly Lock _lock = new();
    private readonly List<LiveMessageBuffer> _viewers = [];
    private object? _source;
    private byte[]? _latest;

    public int ViewerCount
    {
        get
        {
            lock (_lock)
                return _viewers.Count;
        }
    }

    /// <summary>Shows a frame to all viewers.</summary>
    /// <param name="source">The stream whose frame it is.</param>
    public void Publish(object source, byte[] frame)
    {
        lock (_lock)
        {
            var isOther = _source != source;
            (_source, _latest) = (source, frame);
            foreach (var viewer in _viewers)
            {
                if (isOther)
                    viewer.AddStatus("live");
                viewer.SetFrame(frame);
            }
        }
    }

    /// <summary>Tells viewers that the stream shows nothing more, if it was the last to do so.</summary>
    public void End(object source)
    {
        lock (_lock)
        {
            if (_source != source)
                return;
            (_source, _latest) = (null, null);
            foreach (var viewer in _viewers)
            {
                viewer.DropFrame();
                viewer.AddStatus("idle");
            }
        }
    }

    public void Add(LiveMessageBuffer viewer)
    {
        lock (_lock)
        {
            _viewers.Add(viewer);
            viewer.AddStatus(_latest is null ? "idle" : "live");
            if (_latest is not null)
                viewer.SetFrame(_latest);
        }
    }

    public void Remove(LiveMessageBuffer viewer)
    {
        lock (_lock)
            _viewers.Remove(viewer);
    }
}
