using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// What the fields of a badge say about an attendee: their attributes and their answers to the event's own questions. Names are compared
/// as <see cref="FormFields.NormalizeName"/> does.
/// </summary>
internal sealed class BadgeValues
{
    /// <summary>More would make a QR code too fine to be read from a badge.</summary>
    private const int MaxQrFields = 10;

    private const int MaxQrValueLength = 80;

    /// <summary>Fields that do not fit are left out. A code of the highest version has 1,663 bytes.</summary>
    private const int MaxQrBytes = 800;

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, string?> _values;
    private readonly string _code;

    /// <param name="attendee">With their ticket, event and order.</param>
    public BadgeValues(Attendee attendee)
    {
        var a = attendee;
        _code = a.Order is { } order ? TicketDocument.FormatQrCodeText(order.Identifier, a.Identifier) : a.Identifier;
        _values = FormAnswers.Read(a.ComplexFieldValues);
        foreach (
            var (name, value) in new (string, string?)[]
            {
                ("firstname", a.Firstname),
                ("lastname", a.Lastname),
                ("name", a.FullName),
                ("fullname", a.FullName),
                ("email", a.Email),
                ("company", a.Company),
                ("jobtitle", a.JobTitle),
                ("address", a.Address),
                ("city", a.City),
                ("state", a.State),
                ("country", a.Country),
                ("phone", a.Phone),
                ("taxbusinessinfo", a.TaxBusinessInfo),
                ("billingaddress", a.BillingAddress),
                ("homeaddress", a.HomeAddress),
                ("shippingaddress", a.ShippingAddress),
                ("workaddress", a.WorkAddress),
                ("workphone", a.WorkPhone),
                ("website", a.Website),
                ("blog", a.Blog),
                ("twitter", a.Twitter),
                ("facebook", a.Facebook),
                ("github", a.Github),
                ("instagram", a.Instagram),
                ("linkedin", a.Linkedin),
                ("gender", a.Gender),
                ("agegroup", a.AgeGroup),
                ("birthdate", a.BirthDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                ("homewiki", a.HomeWiki),
                ("wikischolarship", a.WikiScholarship),
                ("nativelanguage", a.NativeLanguage),
                ("fluentlanguage", a.FluentLanguage),
                ("ticket", a.Ticket.Name),
                ("ticketname", a.Ticket.Name),
                ("ticketid", a.TicketId.ToString(CultureInfo.InvariantCulture)),
                ("event", a.Event.Name),
                ("eventname", a.Event.Name),
                ("id", a.Id.ToString(CultureInfo.InvariantCulture)),
                ("identifier", a.Identifier),
            }
        )
            _values[name] = value;
    }

    /// <returns>Null if nothing of that name is known about the attendee.</returns>
    public string? Find(string? name) => name is null ? null : _values.GetValueOrDefault(FormFields.NormalizeName(name.Trim()));

    /// <summary>The text of a field. Of a field without a name it is the sample text, which then is a fixed text.</summary>
    public string? TextOf(BadgeFieldForm field)
    {
        if (BadgeBuilder.IsQrCode(field))
            return QrCodeOf(field);
        var name = field.FieldIdentifier ?? field.CustomField;
        return string.IsNullOrWhiteSpace(name) ? field.SampleText : Find(name) ?? Find(field.CustomField);
    }

    /// <summary>
    /// The code for check-in, as on the ticket. If the form names fields, a JSON object with their values and the code as <c>code</c>.
    /// </summary>
    private string QrCodeOf(BadgeFieldForm field)
    {
        var names = field.QrCustomField is null ? [] : JsonSerializer.Deserialize<List<string>>(field.QrCustomField) ?? [];
        if (names.Count == 0)
            return _code;
        var content = new Dictionary<string, string> { ["code"] = _code };
        var text = JsonSerializer.Serialize(content, Relaxed);
        foreach (var name in names.Take(MaxQrFields))
        {
            if (Find(name) is not { Length: > 0 } value)
                continue;
            content[TextLimit.Shorten(name, MaxQrValueLength)] = TextLimit.Shorten(value, MaxQrValueLength);
            var longer = JsonSerializer.Serialize(content, Relaxed);
            if (Encoding.UTF8.GetByteCount(longer) > MaxQrBytes)
                break;
            text = longer;
        }

        return text;
    }
}
