using System.Collections.Concurrent;

namespace OpenEvent.Application.Lab;

/// <summary>The feeds of this server's devices.</summary>
internal sealed class LiveFeeds
{
    private readonly ConcurrentDictionary<string, DeviceFeed> _feeds = [];

    /// <param name="device">The name of a device that exists.</param>
    public DeviceFeed Get(string device) => _feeds.GetOrAdd(device, _ => new DeviceFeed());
}
