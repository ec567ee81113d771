using System.Runtime.CompilerServices;
using OpenEvent.WebApi.Identity;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>
/// Who may use a named route. The use case behind the route decides; a test compares its decisions with this permission. Staff are included
/// unless the description says otherwise (docs/reference/permissions.md#roles).
/// </summary>
internal sealed class RoutePermission
{
    private RoutePermission(string description, bool ignoresToken = false, bool isForEveryone = false, [CallerMemberName] string name = "")
    {
        Name = name;
        Description = description;
        IgnoresToken = ignoresToken;
        IsForEveryone = isForEveryone || ignoresToken;
    }

    public static RoutePermission Anyone { get; } = new("Everyone, signed in or not.", isForEveryone: true);

    public static RoutePermission AnyoneIgnoringToken { get; } =
        new("Everyone; the access token is not read, so an expired one does no harm.", ignoresToken: true);

    public static RoutePermission RefreshToken { get; } = new("The bearer of a valid refresh token.", ignoresToken: true);

    public static RoutePermission PaymentProvider { get; } =
        new("The payment provider, by the signature of its request.", ignoresToken: true);

    public static RoutePermission SignedIn { get; } = new("Every signed-in user.");

    public static RoutePermission VerifiedUser { get; } = new("Every signed-in user whose e-mail address is verified.");

    public static RoutePermission Invitee { get; } = new("The signed-in user with the e-mail address of the invite.");

    public static RoutePermission SpeakerInvitee { get; } =
        new("The signed-in user who has verified the e-mail address of the invite. Not staff.");

    public static RoutePermission GroupOwner { get; } = new("The owner of the group.");

    public static RoutePermission Buyer { get; } = new("The buyer of the order. Not staff.");

    public static RoutePermission BuyerOrRegistrar { get; } = new("The buyer of the order, and the event's registrars and event team.");

    public static RoutePermission BuyerOrEventTeam { get; } = new("The buyer of the order, and the event team.");

    public static RoutePermission OrderReader { get; } = new("The buyer and the attendees of the order, and the event team.");

    public static RoutePermission TicketHolder { get; } = new("The attendees of the event whose order is completed or placed. Not staff.");

    public static RoutePermission StreamViewer { get; } =
        new("The event team, the moderators of the stream, the event's confirmed speakers, and attendees with a valid ticket.");

    public static RoutePermission SessionAuthor { get; } = new("The speakers and the creator of the session, and the event team.");

    public static RoutePermission Registrar { get; } = new("The event's registrars and event team.");

    public static RoutePermission EventTeam { get; } = new("The event's owner, organizers and co-organizers.");

    public static RoutePermission Organizers { get; } = new("The event's owner and organizers.");

    public static RoutePermission InvoiceRecipient { get; } = new("The user who owes the event invoice.");

    public static RoutePermission InvoiceReader { get; } =
        new("The user who owes the event invoice, and the event's owner and organizers.");

    public static RoutePermission RunOwner { get; } = new("The user who started the run.");

    public static RoutePermission RunOwnerOnly { get; } = new("The user who started the run. Not staff.");

    public static RoutePermission RunReader { get; } =
        new("The user who started the run, and, for a run of a lesson, the teachers of their classes.");

    public static RoutePermission ClassTeacher { get; } = new("The teachers of the class.");

    public static RoutePermission Staff { get; } = new("Admins and super admins.");

    public static RoutePermission TaskOwner { get; } = new("The user who started the task, and the bearer of a signed link. Not staff.");

    public static RoutePermission AccountOwner { get; } = new("The user themself. Not staff.");

    public static RoutePermission AccountOwnerOrSuperAdmin { get; } = new("The user themself, and super admins.");

    /// <summary>The name in the permission column of the surface file.</summary>
    public string Name { get; }

    /// <summary>One line.</summary>
    public string Description { get; }

    /// <summary>Whether the route does not read the access token (<see cref="IgnoreTokenMetadata"/>).</summary>
    public bool IgnoresToken { get; }

    /// <summary>Whether everyone may use the route. False: the use case decides by the user or the row.</summary>
    public bool IsForEveryone { get; }

    public override string ToString() => $"{Name}: {Description}";
}
