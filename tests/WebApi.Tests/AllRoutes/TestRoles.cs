namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>Everybody whom the surface file asks: the event's own people, and the same of another event.</summary>
public static class TestRoles
{
    /// <summary>Those whom a tenant has.</summary>
    public static IReadOnlyList<string> OfTenant { get; } =
    ["attendee", "buyer", "registrar", "moderator", "track_organizer", "coorganizer", "organizer", "owner"];

    public static IReadOnlyList<string> All { get; } =
    ["anonymous", "unverified", "verified", .. OfTenant, "admin", "super_admin", .. OfTenant.Select(r => r + "'")];
}
