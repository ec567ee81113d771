using System.Globalization;
using System.Text.Json;
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
        ["firstname"] = a => a.Firstname,
        ["lastname"] = a => a.Lastname,
        ["email"] = a => a.Email,
        ["address"] = a => a.Address,
        ["city"] = a => a.City,
        ["state"] = a => a.State,
        ["country"] = a => a.Country,
        ["jobtitle"] = a => a.JobTitle,
        ["phone"] = a => a.Phone,
        ["taxbusinessinfo"] = a => a.TaxBusinessInfo,
        ["billingaddress"] = a => a.BillingAddress,
        ["homeaddress"] = a => a.HomeAddress,
        ["shippingaddress"] = a => a.ShippingAddress,
        ["company"] = a => a.Company,
        ["workaddress"] = a => a.WorkAddress,
        ["workphone"] = a => a.WorkPhone,
        ["website"] = a => a.Website,
        ["blog"] = a => a.Blog,
        ["twitter"] = a => a.Twitter,
        ["facebook"] = a => a.Facebook,
        ["github"] = a => a.Github,
        ["instagram"] = a => a.Instagram,
        ["linkedin"] = a => a.Linkedin,
        ["gender"] = a => a.Gender,
        ["agegroup"] = a => a.AgeGroup,
        ["homewiki"] = a => a.HomeWiki,
        ["wikischolarship"] = a => a.WikiScholarship,
        ["nativelanguage"] = a => a.NativeLanguage,
        ["fluentlanguage"] = a => a.FluentLanguage,
        ["birthdate"] = a => a.BirthDate?.ToString("O", CultureInfo.InvariantCulture),
        ["acceptvideorecording"] = a => Said(a.AcceptVideoRecording),
        ["acceptsharedetails"] = a => Said(a.AcceptShareDetails),
        ["acceptreceiveemails"] = a => Said(a.AcceptReceiveEmails),
        ["isconsentformfield"] = a => Said(a.IsConsentFormField),
        ["isconsentformfieldphoto"] = a => Said(a.IsConsentFormFieldPhoto),
        ["isconsentformfieldemail"] = a => Said(a.IsConsentFormFieldEmail),
        ["isconsentofrefundpolicy"] = a => a.IsConsentOfRefundPolicy ? "true" : null,
    };

    /// <summary>The attributes that a question may be about, in plain form (<see cref="FormFields.Plain"/>).</summary>
    public static IEnumerable<string> Names => Attributes.Keys;

    /// <param name="Detail">What is wrong with the answer.</param>
    /// <param name="Place">Where the answer stands in the attendee's document.</param>
    public sealed record Objection(CustomForm Question, string Detail, string Place);

    /// <summary>The answers that are none, and, once the order is submitted, the required questions that he has not answered.</summary>
    public IEnumerable<Objection> Objections(Attendee attendee, string? formId, bool isSubmitted = true)
    {
        foreach (var question in questions.Where(q => q is { Form: CustomForm.Attendee, IsIncluded: true } && q.IsAskedBy(formId)))
        {
            var answer = AnswerOf(attendee, question.FieldIdentifier);
            var wrong = string.IsNullOrWhiteSpace(answer)
                ? (question.IsRequired && isSubmitted ? "is required" : null)
                : WrongWith(question, answer);
            if (wrong is not null)
                yield return new Objection(question, $"{question.FieldIdentifier} {wrong}.", PlaceOf(attendee, question.FieldIdentifier));
        }
    }

    private string? WrongWith(CustomForm question, string answer) =>
        question.Type switch
        {
            "number" when !decimal.TryParse(answer, NumberStyles.Float, CultureInfo.InvariantCulture, out _) => "must be a number",
            "year" when answer.Length != 4 || !answer.All(char.IsAsciiDigit) => "must be a year",
            "number" or "year" => OutOfBounds(question, decimal.Parse(answer, NumberStyles.Float, CultureInfo.InvariantCulture)),
            "boolean" when answer is not ("true" or "false") => "must be true or false",
            "email" when !answer.Contains('@', StringComparison.Ordinal) => "must be an e-mail address",
            "select" when options.TryGetValue(question.Id, out var choices) && choices.Length > 0 && !choices.Contains(answer) =>
                "must be one of the choices",
            _ => null,
        };

    private static string? OutOfBounds(CustomForm question, decimal answer) =>
        question.Bounds switch
        {
            ({ } least, { } most) when answer < least || answer > most => string.Create(
                CultureInfo.InvariantCulture,
                $"must be between {least} and {most}"
            ),
            ({ } least, null) when answer < least => string.Create(CultureInfo.InvariantCulture, $"must be at least {least}"),
            (null, { } most) when answer > most => string.Create(CultureInfo.InvariantCulture, $"must be at most {most}"),
            _ => null,
        };

    private static string? AnswerOf(Attendee attendee, string identifier)
    {
        var key = FormFields.Plain(identifier);
        if (Attributes.TryGetValue(key, out var attribute))
            return attribute(attendee);
        if (attendee.ComplexFieldValues is null)
            return null;
        using var answers = JsonDocument.Parse(attendee.ComplexFieldValues);
        return NameIn(answers.RootElement, key) is { } name ? TextOf(answers.RootElement.GetProperty(name)) : null;
    }

    private static string PlaceOf(Attendee attendee, string identifier)
    {
        if (FormFields.AttributeOf(identifier) is { } attribute)
            return $"/data/attributes/{attribute}";
        using var answers = JsonDocument.Parse(attendee.ComplexFieldValues ?? "{}");
        return $"/data/attributes/complex-field-values{(NameIn(answers.RootElement, FormFields.Plain(identifier)) is { } name ? $"/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}" : "")}";
    }

    /// <summary>The answers' own spelling of a question's identifier.</summary>
    private static string? NameIn(JsonElement answers, string key) =>
        answers.ValueKind == JsonValueKind.Object
            ? answers.EnumerateObject().Select(a => a.Name).FirstOrDefault(name => FormFields.Plain(name) == key)
            : null;

    private static string? TextOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };

    private static string? Said(bool? answer) =>
        answer switch
        {
            null => null,
            true => "true",
            false => "false",
        };
}
