using System.Globalization;
using System.Text.Json;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// The questions that an event asks its attendees. An order can be submitted only when each attendee has answered the required questions of
/// their ticket's form (docs/reference/orders.md#required-answers). A question is about an attribute of the attendee or, if there is no
/// such attribute, about one of their complex field values.
/// </summary>
/// <param name="questions">All questions of the event.</param>
/// <param name="options">The choices of each <c>select</c> question, by the question's id.</param>
public sealed class AttendeeForm(IReadOnlyList<CustomForm> questions, IReadOnlyDictionary<long, string[]> options)
{
    private static readonly Dictionary<string, Func<Attendee, string?>> AttributeReaders = new()
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
        ["acceptvideorecording"] = a => BooleanText(a.AcceptVideoRecording),
        ["acceptsharedetails"] = a => BooleanText(a.AcceptShareDetails),
        ["acceptreceiveemails"] = a => BooleanText(a.AcceptReceiveEmails),
        ["isconsentformfield"] = a => BooleanText(a.IsConsentFormField),
        ["isconsentformfieldphoto"] = a => BooleanText(a.IsConsentFormFieldPhoto),
        ["isconsentformfieldemail"] = a => BooleanText(a.IsConsentFormFieldEmail),
        ["isconsentofrefundpolicy"] = a => a.IsConsentOfRefundPolicy ? "true" : null,
    };

    /// <summary>The attributes that a question can be about, normalized (<see cref="FormFields.NormalizeName"/>).</summary>
    public static IEnumerable<string> AttributeNames => AttributeReaders.Keys;

    /// <summary>An invalid or missing answer.</summary>
    /// <param name="Detail">The error message.</param>
    /// <param name="Pointer">The JSON pointer to the answer in the attendee's document.</param>
    public sealed record AnswerProblem(CustomForm Question, string Detail, string Pointer);

    /// <summary>Finds the invalid answers and, if the order is submitted, the required questions without an answer.</summary>
    /// <param name="formId">The form of the attendee's ticket; null for the event's common form.</param>
    public IEnumerable<AnswerProblem> Validate(Attendee attendee, string? formId, bool isSubmitted = true)
    {
        foreach (var question in questions.Where(q => q is { Form: CustomForm.Attendee, IsIncluded: true } && q.AppliesToForm(formId)))
        {
            var answer = AnswerOf(attendee, question.FieldIdentifier);
            var problem = string.IsNullOrWhiteSpace(answer)
                ? (question.IsRequired && isSubmitted ? "is required" : null)
                : FindProblem(question, answer);
            if (problem is not null)
                yield return new AnswerProblem(
                    question,
                    $"{question.FieldIdentifier} {problem}.",
                    PointerTo(attendee, question.FieldIdentifier)
                );
        }
    }

    private string? FindProblem(CustomForm question, string answer) =>
        question.Type switch
        {
            "number" when !decimal.TryParse(answer, NumberStyles.Float, CultureInfo.InvariantCulture, out _) => "must be a number",
            "year" when answer.Length != 4 || !answer.All(char.IsAsciiDigit) => "must be a year",
            "number" or "year" => FindBoundsProblem(question, decimal.Parse(answer, NumberStyles.Float, CultureInfo.InvariantCulture)),
            "boolean" when answer is not ("true" or "false") => "must be true or false",
            "email" when !answer.Contains('@', StringComparison.Ordinal) => "must be an e-mail address",
            "select" when options.TryGetValue(question.Id, out var choices) && choices.Length > 0 && !choices.Contains(answer) =>
                "must be one of the choices",
            _ => null,
        };

    private static string? FindBoundsProblem(CustomForm question, decimal answer) =>
        question.Bounds switch
        {
            ({ } min, { } max) when answer < min || answer > max => string.Create(
                CultureInfo.InvariantCulture,
                $"must be between {min} and {max}"
            ),
            ({ } min, null) when answer < min => string.Create(CultureInfo.InvariantCulture, $"must be at least {min}"),
            (null, { } max) when answer > max => string.Create(CultureInfo.InvariantCulture, $"must be at most {max}"),
            _ => null,
        };

    private static string? AnswerOf(Attendee attendee, string identifier)
    {
        var key = FormFields.NormalizeName(identifier);
        if (AttributeReaders.TryGetValue(key, out var attribute))
            return attribute(attendee);
        if (attendee.ComplexFieldValues is null)
            return null;
        using var answers = JsonDocument.Parse(attendee.ComplexFieldValues);
        return FindName(answers.RootElement, key) is { } name ? TextOf(answers.RootElement.GetProperty(name)) : null;
    }

    private static string PointerTo(Attendee attendee, string identifier)
    {
        if (FormFields.FindAttendeeAttribute(identifier) is { } attribute)
            return $"/data/attributes/{attribute}";
        const string ComplexFieldValues = "/data/attributes/complex-field-values";
        using var answers = JsonDocument.Parse(attendee.ComplexFieldValues ?? "{}");
        return FindName(answers.RootElement, FormFields.NormalizeName(identifier)) is { } name
            ? $"{ComplexFieldValues}/{EscapePointerToken(name)}"
            : ComplexFieldValues;
    }

    /// <summary>RFC 6901, section 3.</summary>
    private static string EscapePointerToken(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>The identifier of a question in the spelling that the answers use.</summary>
    private static string? FindName(JsonElement answers, string key) =>
        answers.ValueKind == JsonValueKind.Object
            ? answers.EnumerateObject().Select(a => a.Name).FirstOrDefault(name => FormFields.NormalizeName(name) == key)
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

    private static string? BooleanText(bool? answer) =>
        answer switch
        {
            null => null,
            true => "true",
            false => "false",
        };
}
