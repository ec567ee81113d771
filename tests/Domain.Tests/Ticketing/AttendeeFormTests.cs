using NUnit.Framework;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

public class AttendeeFormTests
{
    private static CustomForm Question(
        string identifier,
        string type = "text",
        bool required = true,
        string? formId = null,
        bool included = true,
        bool isFixed = false
    ) =>
        new()
        {
            Id = 9,
            Form = CustomForm.Attendee,
            FieldIdentifier = identifier,
            Type = type,
            IsRequired = required,
            IsIncluded = included,
            FormId = formId,
            IsFixed = isFixed,
        };

    private static string[] Ask(Attendee who, string? formId, params CustomForm[] questions) =>
        [
            .. new AttendeeForm(questions, new Dictionary<long, string[]> { [9] = ["red", "blue"] })
                .Objections(who, formId)
                .Select(p => p.Detail),
        ];

    [Test]
    public void What_is_required_and_missing_is_named()
    {
        var missing = Ask(
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
    public void An_attribute_is_known_in_every_spelling(string identifier) =>
        Assert.That(Ask(new Attendee { JobTitle = "Cook" }, null, Question(identifier)), Is.Empty);

    [Test]
    public void A_question_of_the_organizers_own_is_answered_in_the_complex_field_values() =>
        Assert.That(Ask(new Attendee { ComplexFieldValues = """{"tshirt_size": "L"}""" }, null, Question("tshirtSize")), Is.Empty);

    [Test]
    public void A_ticket_asks_its_own_form_and_what_is_fixed()
    {
        var questions = new[] { Question("email", isFixed: true), Question("city"), Question("country", formId: "vip") };
        Assert.That(Ask(new Attendee(), "vip", questions), Has.Length.EqualTo(2).And.Some.Contains("country").And.Some.Contains("email"));
        Assert.That(Ask(new Attendee(), null, questions), Has.Length.EqualTo(2).And.Some.Contains("city"));
    }

    [Test]
    public void What_is_not_included_or_of_another_form_is_not_asked() =>
        Assert.That(
            Ask(
                new Attendee(),
                null,
                Question("city", included: false),
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
    public void An_answer_is_of_the_questions_type(string type, string answer, bool good) =>
        Assert.That(
            Ask(new Attendee { ComplexFieldValues = $$"""{"x": "{{answer}}"}""" }, null, Question("x", type, required: false)),
            Has.Length.EqualTo(good ? 0 : 1)
        );

    [TestCase("number", 1, 5, "0", "x must be between 1 and 5.")]
    [TestCase("number", 1, 5, "1", null)]
    [TestCase("number", 1, 5, "5", null)]
    [TestCase("number", 1, 5, "5.5", "x must be between 1 and 5.")]
    [TestCase("number", null, 5, "6", "x must be at most 5.")]
    [TestCase("number", -3, null, "-4", "x must be at least -3.")]
    [TestCase("number", null, null, "99999", null)]
    [TestCase("number", null, 10, "42", null, Description = "10 is what the contract says of every question of which nobody said more")]
    [TestCase("number", 0, 10, "42", "x must be between 0 and 10.")]
    [TestCase("number", null, 9, "42", "x must be at most 9.")]
    [TestCase("year", 1990, 2030, "1989", "x must be between 1990 and 2030.")]
    [TestCase("year", 1990, 2030, "2031", "x must be between 1990 and 2030.")]
    [TestCase("year", 1990, 2030, "2030", null)]
    [TestCase("year", null, 10, "2031", null)]
    [TestCase("year", 1990, 10, "1989", "x must be at least 1990.")]
    [TestCase("text", 1, 5, "sesquipedalian", null, Description = "the reference's clients ask for bounds of numbers and years only")]
    public void A_number_and_a_year_keep_within_their_bounds(string type, int? min, int? max, string answer, string? objection)
    {
        var question = Question("x", type, required: false);
        (question.Min, question.Max) = (min, max);
        Assert.That(
            Ask(new Attendee { ComplexFieldValues = $$"""{"x": "{{answer}}"}""" }, null, question),
            Is.EqualTo(objection is null ? Array.Empty<string>() : [objection])
        );
    }

    [TestCase("jobTitle", "/data/attributes/job-title")]
    [TestCase("tshirtSize", "/data/attributes/complex-field-values/tshirt_size")]
    [TestCase("a/b~c", "/data/attributes/complex-field-values/a~1b~0c")]
    [TestCase("shoe size", "/data/attributes/complex-field-values")]
    public void What_is_wrong_is_named_at_its_place(string identifier, string place)
    {
        var who = new Attendee { JobTitle = "x", ComplexFieldValues = """{"tshirt_size": "x", "a/b~c": "x"}""" };
        Assert.That(
            new AttendeeForm([Question(identifier, "number")], new Dictionary<long, string[]>()).Objections(who, null).Single().Place,
            Is.EqualTo(place)
        );
    }

    [Test]
    public void The_attributes_that_forms_know_are_those_that_are_looked_at() =>
        Assert.That(AttendeeForm.Names, Is.EquivalentTo(FormFields.Attendee.Select(FormFields.Plain)));
}
