using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Tests.Common;

/// <summary>
/// The actors of policy tests. Team roles are held at event 3. The rows of the tests belong to user 1 and to ann@example.org.
/// </summary>
internal static class TestActors
{
    public const long EventId = 3;
    public const long UserId = 1;
    public const string Email = "ann@example.org";

    public const string Staff = "server super-admin admin";
    public const string Organizers = Staff + " owner organizer";
    public const string Coorganizers = Organizers + " coorganizer";
    public const string Registrars = Coorganizers + " registrar";
    public const string Everyone =
        Coorganizers + " track-organizer moderator registrar owner-elsewhere user addressee unverified-addressee stranger visitor";
    public const string SignedIn =
        Coorganizers + " track-organizer moderator registrar owner-elsewhere user addressee unverified-addressee stranger";

    private static readonly string[] Names = Everyone.Split(' ');

    public static Actor Named(string name) =>
        name switch
        {
            "server" => Actor.Server,
            "super-admin" => new(10, IsSuperAdmin: true, IsVerified: true),
            "admin" => new(11, IsAdmin: true, IsVerified: true),
            "owner" => TeamMember(TeamRole.Owner),
            "organizer" => TeamMember(TeamRole.Organizer),
            "coorganizer" => TeamMember(TeamRole.Coorganizer),
            "track-organizer" => TeamMember(TeamRole.TrackOrganizer),
            "moderator" => TeamMember(TeamRole.Moderator),
            "registrar" => TeamMember(TeamRole.Registrar),
            "owner-elsewhere" => new(30, "owner@example.org", IsVerified: true) { Roles = [new(99, TeamRole.Owner)] },
            "user" => new(UserId, "user@example.org", IsVerified: true),
            "addressee" => new(2, Email, IsVerified: true),
            "unverified-addressee" => new(4, Email),
            "stranger" => new(5, "eve@example.org", IsVerified: true),
            "visitor" => Actor.Anonymous,
            _ => throw new ArgumentException($"There is no test actor {name}.", nameof(name)),
        };

    /// <summary>The names of the actors for whom the decision is positive. Every denial must have a reason.</summary>
    public static string AllowedBy(Func<Actor, Decision> decide) =>
        Where(actor =>
            decide(actor) switch
            {
                { IsAllowed: true } => true,
                { Reason: { Length: > 0 } reason } when char.IsUpper(reason[0]) && reason[^1] == '.' => false,
                _ => throw new InvalidOperationException("A denial without a reason."),
            }
        );

    public static string Where(Func<Actor, bool> condition) => string.Join(' ', Names.Where(name => condition(Named(name))));

    private static Actor TeamMember(TeamRole role) => new(20, "team@example.org", IsVerified: true) { Roles = [new(EventId, role)] };
}
