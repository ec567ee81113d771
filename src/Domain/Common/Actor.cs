namespace OpenEvent.Domain.Common;

/// <summary>
/// The caller of a use case, as an immutable value. It is loaded once per request, so policies decide without further queries.
/// </summary>
/// <param name="UserId">Null for a visitor who is not signed in.</param>
/// <param name="Email">The sign-in address. It is proven to be the caller's only if <paramref name="IsVerified"/>.</param>
/// <param name="HasFreshToken">Whether the access token comes from a sign-in with a password, and not from a refresh token.</param>
/// <param name="HasRecentSignIn">Whether that sign-in was a short time ago, so that a stolen token is not enough.</param>
public sealed record Actor(
    long? UserId,
    string? Email = null,
    bool IsVerified = false,
    bool IsAdmin = false,
    bool IsSuperAdmin = false,
    bool IsSalesAdmin = false,
    bool IsMarketer = false,
    bool HasFreshToken = false,
    bool HasRecentSignIn = false
)
{
    /// <summary>The panel with the sales of all events.</summary>
    public const string SalesPanel = "sales";

    public static readonly Actor Anonymous = new((long?)null);

    /// <summary>
    /// The server itself, in a scope that says so: background jobs, outbox consumers and startup. A scope without a request is
    /// <see cref="Anonymous"/>.
    /// </summary>
    public static readonly Actor Server = new(null, IsVerified: true, IsAdmin: true, IsSuperAdmin: true);

    public IReadOnlyList<HeldRole> Roles { get; init; } = [];

    /// <summary>
    /// The groups that the actor owns or is an accepted organizer of. Their roles at the events of these groups are among
    /// <see cref="Roles"/>.
    /// </summary>
    public long[] ManagedGroupIds { get; init; } = [];

    /// <summary>The users who hold a role at an event that the actor manages. The actor may see their profiles.</summary>
    public long[] TeammateIds { get; init; } = [];

    /// <summary>
    /// The actor's classes of the lab; null if they were not loaded. Policies ask <see cref="GetLabClasses"/>, because a class that was not
    /// loaded must not look like none.
    /// </summary>
    public HeldLabClasses? LabClasses { get; init; }

    /// <summary>The panels of the administration that the actor's roles on the platform give access to. Staff see all.</summary>
    public string[] Panels { get; init; } = [];

    /// <summary>
    /// Users whose contact data the actor may see in this request, because they are named by a row whose private fields the actor sees,
    /// e.g. the buyer of an order.
    /// </summary>
    public long[] ContactIds { get; init; } = [];

    /// <summary>The discount or access code in the request, if there is one.</summary>
    public SuppliedCode? SuppliedCode { get; init; }

    /// <summary>Whether the actor is a program that has an account of its own. It owns no events and groups.</summary>
    public bool IsServiceAccount { get; init; }

    /// <summary>What the token of the request allows; null for a session, which has all that the user may do.</summary>
    public TokenScope? Scope { get; init; }

    /// <summary>The id of that token, for the log of changes.</summary>
    public long? TokenId { get; init; }

    public bool IsSignedIn => UserId is not null;

    public bool IsStaff => IsAdmin || IsSuperAdmin;

    /// <summary>
    /// The events where the actor is owner, organizer or co-organizer. An array, because the SQL translation needs one for <c>=
    /// ANY(@ids)</c>.
    /// </summary>
    public long[] ManagedEventIds => [.. Roles.Where(r => r.Role <= TeamRole.Coorganizer).Select(r => r.EventId).Distinct()];

    /// <summary>The events where the actor is owner or organizer. An array, as <see cref="ManagedEventIds"/>.</summary>
    public long[] OrganizedEventIds => [.. Roles.Where(r => r.Role <= TeamRole.Organizer).Select(r => r.EventId).Distinct()];

    /// <summary>The caller's address if it is verified, else null. Attendees and speakers are matched to accounts by it.</summary>
    public string? VerifiedEmail => IsVerified ? Email : null;

    /// <summary>Owner, organizer or co-organizer of the event, or staff.</summary>
    public bool HasCoorganizerAccess(long eventId) => IsStaff || Roles.Any(r => r.EventId == eventId && r.Role <= TeamRole.Coorganizer);

    /// <summary>Owner or organizer of the event, or staff.</summary>
    public bool HasOrganizerAccess(long eventId) => IsStaff || Roles.Any(r => r.EventId == eventId && r.Role <= TeamRole.Organizer);

    /// <summary>Organizer of the event only as long as it is in a group that the actor organizes.</summary>
    public bool IsOrganizerOnlyByGroup(long eventId) =>
        !IsStaff
        && Roles.Any(r => r.EventId == eventId && r.IsByGroup)
        && !Roles.Any(r => r.EventId == eventId && !r.IsByGroup && r.Role <= TeamRole.Organizer);

    /// <summary>Owner of the event, or staff.</summary>
    public bool HasOwnerAccess(long eventId) => IsStaff || HasRole(eventId, TeamRole.Owner);

    /// <summary>Whether the actor may check in attendees: the event team, its registrars and staff.</summary>
    public bool HasRegistrarAccess(long eventId) => HasCoorganizerAccess(eventId) || HasRole(eventId, TeamRole.Registrar);

    /// <summary>The actor's classes of the lab. Visitors have none.</summary>
    /// <exception cref="InvalidOperationException">They were not loaded, because the request was not expected to read them.</exception>
    public HeldLabClasses GetLabClasses() =>
        LabClasses ?? (IsSignedIn ? throw new InvalidOperationException("The actor's lab classes were not loaded.") : HeldLabClasses.None);

    /// <summary>
    /// The user with a token of this scope. Roles at other events and, unless the scope has it, the access of staff are left out, so rules
    /// that ask for a role need not know tokens.
    /// </summary>
    public Actor Within(TokenScope scope)
    {
        var isStaff = IsStaff && scope.IncludesStaffAccess;
        var actor = this with
        {
            Scope = scope,
            IsAdmin = IsAdmin && isStaff,
            IsSuperAdmin = IsSuperAdmin && isStaff,
            IsSalesAdmin = IsSalesAdmin && scope.IncludesStaffAccess,
            IsMarketer = IsMarketer && scope.IncludesStaffAccess,
            Panels = scope.IncludesStaffAccess ? Panels : [],
            HasFreshToken = false,
            HasRecentSignIn = false,
        };
        return scope.IsLimitedToEvents
            ? actor with
            {
                Roles = [.. Roles.Where(r => scope.EventIds.Contains(r.EventId))],
                ManagedGroupIds = [],
                TeammateIds = [],
            }
            : actor;
    }

    /// <summary>The server, for rows that are shown to this actor because of another row. It keeps the scope of the token.</summary>
    public Actor AsServer() => Scope is null ? Server : Server with { Scope = Scope };

    /// <summary>The actor, who may also see the contact data of these users.</summary>
    public Actor WithContacts(IEnumerable<long> userIds) => IsStaff ? this : this with { ContactIds = [.. ContactIds.Union(userIds)] };

    public bool HasRole(long eventId, TeamRole role) => Roles.Any(r => r.EventId == eventId && r.Role == role);

    /// <summary>Owner or accepted organizer of the group, or staff.</summary>
    public bool ManagesGroup(long groupId) => IsStaff || ManagedGroupIds.Contains(groupId);

    public bool CanSeePanel(string panel) => IsStaff || Panels.Contains(panel);

    public bool IsUser(long? userId) => userId is not null && UserId == userId;
}
