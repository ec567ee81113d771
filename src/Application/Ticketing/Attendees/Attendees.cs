using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// The resource of attendees, each the holder of a seat (docs/reference/attendees.md). <c>POST /v1/attendees</c> is the first step of the
/// seed flow. A checkout creates blank attendees.
/// </summary>
internal sealed class Attendees : Resource<Attendee>
{
    /// <summary>Why the policies of events and tickets have no say in orders (<c>DecidedByThisEnd</c>).</summary>
    public const string OrderingReason = "Any signed-in user orders; the use cases ask the rules of the sale.";

    private const int MaxAnswers = 30;

    private static readonly string[] AgeGroups =
    [
        "Under 18",
        "18-24",
        "25-34",
        "35-44",
        "45-54",
        "55-64",
        "65-74",
        "75-84",
        "85+",
        "I prefer not to say",
    ];

    private static readonly JsonSerializerOptions RelaxedJson = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Attendees()
    {
        NotListed();
        Attribute(a => a.AcceptReceiveEmails);
        Attribute(a => a.AcceptShareDetails);
        Attribute(a => a.AcceptVideoRecording);
        Attribute(a => a.Address);
        Attribute(a => a.AgeGroup).OneOf(AgeGroups);
        Attribute(a => a.AttendeeNotes).MaxLength(10_000);
        Attribute(a => a.BadgePrintedAt);
        Attribute(a => a.BillingAddress);
        Attribute(a => a.BirthDate);
        Attribute(a => a.Blog).Url();
        Attribute(a => a.CheckinTimes).MaxLength(10_000);
        Attribute(a => a.CheckoutTimes).MaxLength(10_000);
        Attribute(a => a.City);
        Attribute(a => a.Company);
        Attribute(a => a.ComplexFieldValues)
            .Json()
            .Normalized(ConvertKeysToSnakeCase)
            .Must(IsValidAnswers, $"Must be an object of at most {MaxAnswers} texts, numbers and booleans.");
        Attribute(a => a.Country);
        Attribute(a => a.CreatedAt).ReadOnly();
        Attribute(a => a.DeletedAt);
        Attribute(a => a.DeviceNameCheckin).MaxLength(10_000);
        Attribute(a => a.Email).Normalized(NormalizeEmail).Email();
        Attribute(a => a.Facebook).Url();
        Attribute(a => a.Firstname).MaxLength(300);
        Attribute(a => a.FluentLanguage);
        Attribute(a => a.Gender);
        Attribute(a => a.Github).Url();
        Attribute(a => a.HomeAddress);
        Attribute(a => a.HomeWiki).Url();
        Attribute(a => a.Identifier).ReadOnly();
        Attribute(a => a.Instagram).Url();
        Attribute(a => a.IsAccessCodeApplied).ReadOnly();
        Attribute(a => a.IsBadgePrinted);
        Attribute(a => a.IsCheckedIn);
        Attribute(a => a.IsCheckedOut);
        Attribute(a => a.IsConsentFormField);
        Attribute(a => a.IsConsentFormFieldEmail);
        Attribute(a => a.IsConsentFormFieldPhoto);
        Attribute(a => a.IsConsentOfRefundPolicy);
        Attribute(a => a.IsDiscountApplied).ReadOnly();
        Attribute(a => a.IsRegistered);
        Attribute(a => a.JobTitle);
        Attribute(a => a.Lastname).MaxLength(300);
        Attribute(a => a.Linkedin).Url();
        Attribute(a => a.NativeLanguage);
        Attribute(a => a.PdfUrl).ReadOnly();
        Attribute(a => a.Phone).Phone();
        Attribute(a => a.RegisterTimes).MaxLength(10_000);
        Attribute(a => a.ShippingAddress);
        Attribute(a => a.State);
        Attribute(a => a.TaxBusinessInfo);
        Attribute(a => a.Twitter).Url();
        Attribute(a => a.Website).Url();
        Attribute(a => a.WikiScholarship);
        Attribute(a => a.WorkAddress);
        Attribute(a => a.WorkPhone).Phone();
        Computed("ticket-id", a => a.TicketId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Computed("tag-id", a => a.TagId, isPrivate: true);
        Filter("ticket-id", a => a.TicketId, isPrivate: false);
        Filter("tag-id", a => a.TagId, isPrivate: true);
        Filter("discount-code-id", a => a.Order == null ? null : a.Order.DiscountCodeId, isPrivate: true);
        BelongsTo(a => a.Event).Required().Fixed().Inverse("attendees", isPrivate: true).DecidedByThisEnd(OrderingReason);
        BelongsTo(a => a.Ticket)
            .Required()
            .WithAllMethods()
            .Fixed()
            .LinkableByAnyone()
            .Inverse("attendees", isPrivate: true, showsOwnRows: true)
            .DecidedByThisEnd(OrderingReason);
        BelongsTo(a => a.Order).Inverse("attendees");
        Through<User>("user", data => GetUserLinks(data)).One();
        BelongsTo(a => a.Tag);

        LockedAfter<Order>(a => a.OrderId);
        CreatedBy(draft => new CreateAttendee(draft.Row));
        UpdatedBy((row, changes) => new UpdateAttendee(row, changes));
        DeletedBy(row => new DeleteAttendee(row));
    }

    public override Policy<Attendee> Policy { get; } = new AttendeePolicy();

    public override Attendee NewRow() => new();

    private protected override Attendee Prototype() => new();

    /// <summary>An attendee's user is the one with the attendee's e-mail address, if the user has verified it.</summary>
    private static IQueryable<Link> GetUserLinks(IData data) =>
        data.Set<Attendee>()
            .Where(a => a.Email != null)
            .Join(
                data.Set<User>().Where(u => u.DeletedAt == null && u.IsVerified),
                a => a.Email,
                u => u.Email,
                (a, u) => new Link { From = a.Id, To = u.Id }
            );

    private static string? NormalizeEmail(string? email) => string.IsNullOrWhiteSpace(email) ? null : EmailAddress.Normalize(email);

    /// <summary>Clients send answers with any style of names and read them with snake_case names.</summary>
    private static string? ConvertKeysToSnakeCase(string? json)
    {
        if (json is null || JsonNode.Parse(json) is not JsonObject answers)
            return json;
        var snake = new JsonObject();
        foreach (var (name, value) in answers)
            snake[JsonNamingPolicy.SnakeCaseLower.ConvertName(name.Replace('-', '_'))] = value?.DeepClone();
        return snake.ToJsonString(RelaxedJson);
    }

    private static bool IsValidAnswers(string? json)
    {
        if (json is null)
            return true;
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.EnumerateObject().Count() <= MaxAnswers
            && document.RootElement.EnumerateObject().All(p => p.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array));
    }
}
