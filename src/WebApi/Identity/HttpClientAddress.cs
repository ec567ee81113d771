using OpenEvent.Application.Identity;

namespace OpenEvent.WebApi.Identity;

/// <summary>The client address of the current HTTP request.</summary>
internal sealed class HttpClientAddress(IHttpContextAccessor httpContextAccessor) : IClientAddress
{
    public string? Current => httpContextAccessor.HttpContext is { } http ? ClientAddress.From(http) : null;
}
