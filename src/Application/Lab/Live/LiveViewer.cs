namespace OpenEvent.Application.Lab;

/// <summary>Someone who watches a device.</summary>
internal sealed class LiveViewer : IDisposable
{
    private readonly DeviceFeed _feed;
    private readonly IDisposable _slot;

    public LiveViewer(DeviceFeed feed, IDisposable slot)
    {
        _feed = feed;
        _slot = slot;
        feed.Add(Messages);
    }

    public LiveMessageBuffer Messages { get; } = new();

    public void Dispose()
    {
        _feed.Remove(Messages);
        _slot.Dispose();
    }
}
