using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>A role on the platform, such as "Sales Admin", that gives access to panels of the administration pages.</summary>
[TokenModule(TokenModule.Platform)]
[ReadOnlyForTokens]
public sealed class CustomSystemRole : Entity
{
    /// <summary>The ids of the built-in roles. The lists of a user's events as sales admin and as marketer use them.</summary>
    public const long SalesAdminId = 1,
        MarketerId = 2;

    public string Name { get; set; } = "";
}
