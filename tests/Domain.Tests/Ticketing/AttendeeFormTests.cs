using NUnit.Framework;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

public class AttendeeFormTests
{
    private static CustomForm Question(string identifier, string type = "text", bool required = true, string? formId = null, bool included = true, bool isFixed = false) =>
        new() { Id = 9, Form = CustomForm.Attendee, FieldIdentifier = identifier, Type = type, IsRequired = required, IsIncluded = included, FormId = formId, IsFixed = isFixed };

    private static string[] Ask(Attendee who, string? formId, params CustomForm[] questions) =>
        [.. new AttendeeForm(questions, new Dictionary<long, string[]> { [9] = ["red", "blue"] }).Objections(who, formId).Select(p => p.Detail)];

    [Test]
    public void What_is_required_and_missing_is_named()
    {
        var missing = Ask(new Attendee { Id = 4, Firstname = "Ann" }, null, Question("firstname"), Question("email"), Question("job-title"), Question("tshirtSize"));
        Assert.That(string.Join(' ', missing), Is.EqualTo("Attendee 4: email is required. Attendee 4: job-title is required. Attendee 4: tshirtSize is required."));
    }

    [TestCase("jobTitle")]
    [TestCase("job-title")]
    [TestCase("job_title")]
    public void An_attribute_is_known_in_every_spelling(string identifier) => Assert.That(Ask(new Attendee { JobTitle = "Cook" }, null, Question(identifier)), Is.Empty);

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
        Assert.That(Ask(new Attendee(), null, Question("city", included: false), new CustomForm { Form = "speaker", FieldIdentifier = "email", IsRequired = true, IsIncluded = true }), Is.Empty);

    [TestCase("number", "x", false)]
    [TestCase("number", "12.5", true)]
    [TestCase("year", "26", false)]
    [TestCase("year", "2026", true)]
    [TestCase("select", "green", false)]
    [TestCase("select", "blue", true)]
    [TestCase("boolean", "perhaps", false)]
    [TestCase("email", "nobody", false)]
    public void An_answer_is_of_the_questions_type(string type, string answer, bool good) =>
        Assert.That(Ask(new Attendee { ComplexFieldValues = $$"""{"x": "{{answer}}"}""" }, null, Question("x", type, required: false)), Has.Length.EqualTo(good ? 0 : 1));

    [Test]
    public void The_attributes_that_forms_know_are_those_that_are_looked_at() =>
        Assert.That(AttendeeForm.Names, Is.EquivalentTo(FormFields.Attendee.Select(FormFields.Plain)));
}
