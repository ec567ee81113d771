using NUnit.Framework;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Tests.Events;

public sealed class CustomFormTests
{
    [TestCase("number", null, 10, null, null, Description = "10 is the default of clients, not a limit")]
    [TestCase("number", 0, 10, 0, 10)]
    [TestCase("number", null, 11, null, 11)]
    [TestCase("number", 5, null, 5, null)]
    [TestCase("year", 999, 10, null, null)]
    [TestCase("year", 1000, 1000, 1000, 1000)]
    [TestCase("year", null, 999, null, null)]
    [TestCase("text", 1, 20, null, null)]
    public void Only_numbers_and_years_have_bounds(string type, int? min, int? max, int? lowest, int? highest) =>
        Assert.That(
            new CustomForm
            {
                Type = type,
                Min = min,
                Max = max,
            }.Bounds,
            Is.EqualTo((lowest, highest))
        );

    [TestCase("attendee", "jobTitle", false)]
    [TestCase("attendee", "job_title", false)]
    [TestCase("attendee", "tshirt", true)]
    [TestCase("session", "slidesUrl", false)]
    [TestCase("session", "firstname", true)]
    [TestCase("speaker", "photo-url", false)]
    [TestCase("speaker", "title", true)]
    [TestCase("booth", "name", true)]
    public void A_question_about_no_attribute_is_complex(string form, string identifier, bool isComplex)
    {
        Assert.That(new CustomForm { Form = form, FieldIdentifier = identifier }.IsComplex, Is.EqualTo(isComplex));
        Assert.That(
            new CustomForm
            {
                Form = form,
                FieldIdentifier = identifier,
                IsFixed = true,
            }.IsComplex,
            Is.False
        );
    }

    [TestCase(null, null, true)]
    [TestCase(null, "", true)]
    [TestCase("vip", "vip", true)]
    [TestCase("vip", "VIP", false)]
    [TestCase("vip", null, false)]
    [TestCase(null, "vip", false)]
    public void A_question_belongs_to_one_form_unless_it_is_fixed(string? formId, string? asked, bool applies)
    {
        Assert.That(new CustomForm { FormId = formId }.AppliesToForm(asked), Is.EqualTo(applies));
        Assert.That(new CustomForm { FormId = formId, IsFixed = true }.AppliesToForm(asked));
    }

    [Test]
    public void The_question_about_the_email_is_required_and_fixed()
    {
        var question = CustomForm.CreateAttendeeEmailQuestion();
        Assert.That(
            (question.Form, question.FieldIdentifier, question.Type, question.IsRequired, question.IsIncluded, question.IsFixed),
            Is.EqualTo(("attendee", "email", "email", true, true, true))
        );
    }

    [TestCase("jobTitle", "job-title")]
    [TestCase("IS_CONSENT_OF_REFUND_POLICY", "is-consent-of-refund-policy")]
    [TestCase("tshirt", null)]
    public void An_attribute_of_attendees_is_found_in_every_spelling(string identifier, string? attribute) =>
        Assert.That(FormFields.FindAttendeeAttribute(identifier), Is.EqualTo(attribute));
}
