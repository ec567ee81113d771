namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>The roles of the surface file: those of the event itself, and those of another event, which have a prime.</summary>
public static class TestRoles
{
    /// <summary>The roles in one event.</summary>
    public static IReadOnlyList<string> OfTenant { get; } =
    ["attendee", "buyer", "registrar", "moderator", "track_organizer", "coorganizer", "organizer", "owner"];

    public static IReadOnlyList<string> All { get; } =
    ["anonymous", "unverified", "verified", .. OfTenant, "admin", "super_admin", .. OfTenant.Select(r => r + "'")];
}
