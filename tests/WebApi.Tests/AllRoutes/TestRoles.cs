namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>
/// The roles of the surface file: those of the event itself, those of another event, which have a prime, and those that depend on a row
/// (<see cref="RowRoles"/>).
/// </summary>
public static class TestRoles
{
    /// <summary>The roles in one event.</summary>
    public static IReadOnlyList<string> OfTenant { get; } =
    ["attendee", "buyer", "registrar", "moderator", "track_organizer", "coorganizer", "organizer", "owner"];

    /// <summary>All but those that depend on a row.</summary>
    public static IReadOnlyList<string> All { get; } =
    ["anonymous", "unverified", "verified", .. OfTenant, "admin", "super_admin", .. OfTenant.Select(r => r + "'")];

    /// <summary>The roles that depend on a row. Attendees and buyers do too, but each tenant has them.</summary>
    public static IReadOnlyList<string> OfRow { get; } = ["session_author", "speaker", "invitee", "former_member", SameUnverifiedAddress];

    /// <summary>The columns of the surface file.</summary>
    public static IReadOnlyList<string> OfSurface { get; } = [.. All, .. OfRow];

    /// <summary>An account with the address of the second tenant's rows, which it has not verified.</summary>
    public const string SameUnverifiedAddress = "same_unverified_address";
}
