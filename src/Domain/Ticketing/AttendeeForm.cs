using System.Globalization;
using System.Text.Json;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// What an event asks of its attendees. Who submits an order has answered every required question of each ticket's form
/// (<c>spec/openevent/behaviours.md</c> §1.5); a question is about an attribute of the attendee or, if it is none, one of his complex field values.
/// </summary>
public sealed class AttendeeForm(IReadOnlyList<CustomForm> questions, IReadOnlyDictionary<long, string[]> options)
{
    private static readonly Dictionary<string, Func<Attendee, string?>> Attributes = new()
    {
        ["firstname"] = a => a.Firstname, ["lastname"] = a => a.Lastname, ["email"] = a => a.Email, ["address"] = a => a.Address, ["city"] = a => a.City,
        ["state"] = a => a.State, ["country"] = a => a.Country, ["jobtitle"] = a => a.JobTitle, ["phone"] = a => a.Phone, ["taxbusinessinfo"] = a => a.TaxBusinessInfo,
        ["billingaddress"] = a => a.BillingAddress, ["homeaddress"] = a => a.HomeAddress, ["shippingaddress"] = a => a.ShippingAddress, ["company"] = a => a.Company,
        ["workaddress"] = a => a.WorkAddress, ["workphone"] = a => a.WorkPhone, ["website"] = a => a.Website, ["blog"] = a => a.Blog, ["twitter"] = a => a.Twitter,
        ["facebook"] = a => a.Facebook, ["github"] = a => a.Github, ["instagram"] = a => a.Instagram, ["linkedin"] = a => a.Linkedin, ["gender"] = a => a.Gender,
        ["agegroup"] = a => a.AgeGroup, ["homewiki"] = a => a.HomeWiki, ["wikischolarship"] = a => a.WikiScholarship, ["nativelanguage"] = a => a.NativeLanguage,
        ["fluentlanguage"] = a => a.FluentLanguage, ["birthdate"] = a => a.BirthDate?.ToString("O", CultureInfo.InvariantCulture),
        ["acceptvideorecording"] = a => Said(a.AcceptVideoRecording), ["acceptsharedetails"] = a => Said(a.AcceptShareDetails),
        ["acceptreceiveemails"] = a => Said(a.AcceptReceiveEmails), ["isconsentformfield"] = a => Said(a.IsConsentFormField),
        ["isconsentformfieldphoto"] = a => Said(a.IsConsentFormFieldPhoto), ["isconsentformfieldemail"] = a => Said(a.IsConsentFormFieldEmail),
        ["isconsentofrefundpolicy"] = a => a.IsConsentOfRefundPolicy ? "true" : null,
    };

    /// <summary>The attributes that a question may be about, in plain form (<see cref="FormFields.Plain"/>).</summary>
    public static IEnumerable<string> Names => Attributes.Keys;

    /// <summary>The answers that are none, and, once the order is submitted, the required questions that he has not answered.</summary>
    public IEnumerable<Problem> Objections(Attendee attendee, string? formId, bool isSubmitted = true)
    {
        foreach (var question in questions.Where(q => q is { Form: CustomForm.Attendee, IsIncluded: true } && q.IsAskedBy(formId)))
        {
            var answer = AnswerOf(attendee, question.FieldIdentifier);
            var objection = string.IsNullOrWhiteSpace(answer) ? (question.IsRequired && isSubmitted ? "is required" : null) : Objection(question, answer);
            if (objection is null) continue;
            var id = attendee.Id.ToString(CultureInfo.InvariantCulture);
            yield return new Problem($"Attendee {id}: {question.FieldIdentifier} {objection}.", "/data/relationships/attendees", Id: id);
        }
    }

    private string? Objection(CustomForm question, string answer) => question.Type switch
    {
        "number" when !decimal.TryParse(answer, NumberStyles.Float, CultureInfo.InvariantCulture, out _) => "must be a number",
        "year" when answer.Length != 4 || !answer.All(char.IsAsciiDigit) => "must be a year",
        "boolean" when answer is not ("true" or "false") => "must be true or false",
        "email" when !answer.Contains('@', StringComparison.Ordinal) => "must be an e-mail address",
        "select" when options.TryGetValue(question.Id, out var choices) && choices.Length > 0 && !choices.Contains(answer) => "must be one of the choices",
        _ => null,
    };

    private static string? AnswerOf(Attendee attendee, string identifier)
    {
        var key = FormFields.Plain(identifier);
        if (Attributes.TryGetValue(key, out var attribute)) return attribute(attendee);
        if (attendee.ComplexFieldValues is null) return null;
        using var answers = JsonDocument.Parse(attendee.ComplexFieldValues);
        if (answers.RootElement.ValueKind != JsonValueKind.Object) return null;
        foreach (var answer in answers.RootElement.EnumerateObject())
            if (FormFields.Plain(answer.Name) == key) return TextOf(answer.Value);
        return null;
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    private static string? Said(bool? answer) => answer switch { null => null, true => "true", false => "false" };
}
