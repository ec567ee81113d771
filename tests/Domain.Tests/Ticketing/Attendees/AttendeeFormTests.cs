using NUnit.Framework;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

public class AttendeeFormTests
{
    private static CustomForm Question(
        string identifier,
        string type = "text",
        bool isRequired = true,
        string? formId = null,
        bool isIncluded = true,
        bool isFixed = false
    ) =>
        new()
        {
            Id = 9,
            Form = CustomForm.Attendee,
            FieldIdentifier = identifier,
            Type = type,
            IsRequired = isRequired,
            IsIncluded = isIncluded,
            FormId = formId,
            IsFixed = isFixed,
        };

    private static string[] Validate(Attendee attendee, string? formId, params CustomForm[] questions) =>
        [
            .. new AttendeeForm(questions, new Dictionary<long, string[]> { [9] = ["red", "blue"] })
                .Validate(attendee, formId)
                .Select(p => p.Detail),
        ];

    [Test]
    public void Missing_required_answers_are_reported()
    {
        var missing = Validate(
            new Attendee { Id = 4, Firstname = "Ann" },
            null,
            Question("firstname"),
            Question("email"),
            Question("job-title"),
            Question("tshirtSize")
        );
        Assert.That(string.Join(' ', missing), Is.EqualTo("email is required. job-title is required. tshirtSize is required."));
    }

    [TestCase("jobTitle")]
    [TestCase("job-title")]
    [TestCase("job_title")]
    public void An_attribute_is_recognized_in_every_spelling(string identifier) =>
        Assert.That(Validate(new Attendee { JobTitle = "Cook" }, null, Question(identifier)), Is.Empty);

    [Test]
    public void A_custom_question_is_answered_in_the_complex_field_values() =>
        Assert.That(Validate(new Attendee { ComplexFieldValues = """{"tshirt_size": "L"}""" }, null, Question("tshirtSize")), Is.Empty);

    [Test]
    public void A_ticket_uses_its_own_form_and_the_fixed_questions()
    {
        var questions = new[] { Question("email", isFixed: true), Question("city"), Question("country", formId: "vip") };
        Assert.That(
            Validate(new Attendee(), "vip", questions),
            Has.Length.EqualTo(2).And.Some.Contains("country").And.Some.Contains("email")
        );
        Assert.That(Validate(new Attendee(), null, questions), Has.Length.EqualTo(2).And.Some.Contains("city"));
    }

    [Test]
    public void Excluded_questions_and_questions_of_other_forms_are_ignored() =>
        Assert.That(
            Validate(
                new Attendee(),
                null,
                Question("city", isIncluded: false),
                new CustomForm
                {
                    Form = "speaker",
                    FieldIdentifier = "email",
                    IsRequired = true,
                    IsIncluded = true,
                }
            ),
            Is.Empty
        );

    [TestCase("number", "x", false)]
    [TestCase("number", "12.5", true)]
    [TestCase("year", "26", false)]
    [TestCase("year", "2026", true)]
    [TestCase("select", "green", false)]
    [TestCase("select", "blue", true)]
    [TestCase("boolean", "perhaps", false)]
    [TestCase("email", "nobody", false)]
    public void An_answer_must_match_the_question_type(string type, string answer, bool isValid) =>
        Assert.That(
            Validate(new Attendee { ComplexFieldValues = $$"""{"x": "{{answer}}"}""" }, null, Question("x", type, isRequired: false)),
            Has.Length.EqualTo(isValid ? 0 : 1)
        );

    [TestCase("number", 1, 5, "0", "x must be between 1 and 5.")]
    [TestCase("number", 1, 5, "1", null)]
    [TestCase("number", 1, 5, "5", null)]
    [TestCase("number", 1, 5, "5.5", "x must be between 1 and 5.")]
    [TestCase("number", null, 5, "6", "x must be at most 5.")]
    [TestCase("number", -3, null, "-4", "x must be at least -3.")]
    [TestCase("number", null, null, "99999", null)]
    [TestCase("number", null, 10, "42", null, Description = "a maximum of 10 without a minimum is the default and no bound")]
    [TestCase("number", 0, 10, "42", "x must be between 0 and 10.")]
    [TestCase("number", null, 9, "42", "x must be at most 9.")]
    [TestCase("year", 1990, 2030, "1989", "x must be between 1990 and 2030.")]
    [TestCase("year", 1990, 2030, "2031", "x must be between 1990 and 2030.")]
    [TestCase("year", 1990, 2030, "2030", null)]
    [TestCase("year", null, 10, "2031", null)]
    [TestCase("year", 1990, 10, "1989", "x must be at least 1990.")]
    [TestCase("text", 1, 5, "sesquipedalian", null, Description = "only numbers and years have bounds")]
    public void Numbers_and_years_must_be_within_their_bounds(string type, int? min, int? max, string answer, string? problem)
    {
        var question = Question("x", type, isRequired: false);
        question.Min = min;
        question.Max = max;
        Assert.That(
            Validate(new Attendee { ComplexFieldValues = $$"""{"x": "{{answer}}"}""" }, null, question),
            Is.EqualTo(problem is null ? Array.Empty<string>() : [problem])
        );
    }

    [TestCase("jobTitle", "/data/attributes/job-title")]
    [TestCase("tshirtSize", "/data/attributes/complex-field-values/tshirt_size")]
    [TestCase("a/b~c", "/data/attributes/complex-field-values/a~1b~0c")]
    [TestCase("shoe size", "/data/attributes/complex-field-values")]
    public void A_problem_points_to_the_answer_it_is_about(string identifier, string pointer)
    {
        var attendee = new Attendee { JobTitle = "x", ComplexFieldValues = """{"tshirt_size": "x", "a/b~c": "x"}""" };
        Assert.That(
            new AttendeeForm([Question(identifier, "number")], new Dictionary<long, string[]>()).Validate(attendee, null).Single().Pointer,
            Is.EqualTo(pointer)
        );
    }

    [Test]
    public void Every_form_attribute_is_validated() =>
        Assert.That(AttendeeForm.AttributeNames, Is.EquivalentTo(FormFields.Attendee.Select(FormFields.NormalizeName)));
}
