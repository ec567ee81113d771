namespace OpenEvent.Application.Identity;

/// <summary>The client address of the request, for rate limits.</summary>
public interface IClientAddress
{
    /// <summary>The IP address, or its network; null without a request, e.g. in background jobs.</summary>
    string? Current { get; }
}
