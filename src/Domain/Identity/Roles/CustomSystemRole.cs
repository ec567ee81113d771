using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>A role on the platform, such as "Sales Admin", that opens panels of the administration's pages.</summary>
public sealed class CustomSystemRole : Entity
{
    /// <summary>The rows that the lists of a user's events as sales admin and as marketer go by.</summary>
    public const long SalesAdminId = 1,
        MarketerId = 2;

    public string Name { get; set; } = "";
}
