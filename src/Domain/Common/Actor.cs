namespace OpenEvent.Domain.Common;

/// <summary>Who asks, as a value: loaded once per request, after which every decision is pure.</summary>
/// <param name="UserId">null for a visitor who is not signed in.</param>
/// <param name="Email">The sign-in address; trusted as the caller's own only if <paramref name="IsVerified"/>.</param>
public sealed record Actor(
    long? UserId,
    string? Email = null,
    bool IsVerified = false,
    bool IsAdmin = false,
    bool IsSuperAdmin = false,
    bool IsSalesAdmin = false,
    bool IsMarketer = false,
    bool HasFreshToken = false
)
{
    public static readonly Actor Anonymous = new((long?)null);

    /// <summary>The server itself: jobs and start-up.</summary>
    public static readonly Actor System = new(null, IsVerified: true, IsAdmin: true, IsSuperAdmin: true);

    public IReadOnlyList<HeldRole> Roles { get; init; } = [];

    /// <summary>The users who hold a role at an event that the actor runs: he sees who they are.</summary>
    public long[] TeammateIds { get; init; } = [];

    /// <summary>The code that the request has named, if it has.</summary>
    public SuppliedCode? SuppliedCode { get; init; }

    public bool IsSignedIn => UserId is not null;

    public bool IsStaff => IsAdmin || IsSuperAdmin;

    /// <summary>The events that the actor runs: owner, organizer or co-organizer. An array, because SQL wants <c>= ANY(@ids)</c>.</summary>
    public long[] ManagedEventIds => [.. Roles.Where(r => r.Role <= TeamRole.Coorganizer).Select(r => r.EventId).Distinct()];

    /// <summary>The verified address of the caller, or null: what an attendee is recognised by.</summary>
    public string? VerifiedEmail => IsVerified ? Email : null;

    /// <summary>Owner, organizer or co-organizer of the event, or staff.</summary>
    public bool HasCoorganizerAccess(long eventId) => IsStaff || Roles.Any(r => r.EventId == eventId && r.Role <= TeamRole.Coorganizer);

    /// <summary>Owner or organizer of the event, or staff.</summary>
    public bool HasOrganizerAccess(long eventId) => IsStaff || Roles.Any(r => r.EventId == eventId && r.Role <= TeamRole.Organizer);

    /// <summary>Owner of the event, or staff.</summary>
    public bool HasOwnerAccess(long eventId) => IsStaff || HasRole(eventId, TeamRole.Owner);

    /// <summary>Whether the actor may register people at the door: the event team and its registrars, or staff.</summary>
    public bool HasRegistrarAccess(long eventId) => HasCoorganizerAccess(eventId) || HasRole(eventId, TeamRole.Registrar);

    public bool HasRole(long eventId, TeamRole role) => Roles.Any(r => r.EventId == eventId && r.Role == role);

    public bool IsUser(long? userId) => userId is not null && UserId == userId;
}
