using NUnit.Framework;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

/// <summary>Answers at the limits of their questions.</summary>
public sealed class AttendeeAnswerTests
{
    [TestCase("number", 2, 4, "2", null)]
    [TestCase("number", 2, 4, "4", null)]
    [TestCase("number", 2, 4, "1.99", "must be between 2 and 4")]
    [TestCase("number", 2, null, "2", null)]
    [TestCase("number", 2, null, "1", "must be at least 2")]
    [TestCase("number", null, 4, "4", null)]
    [TestCase("number", null, 4, "5", "must be at most 4")]
    [TestCase("year", null, null, "19a4", "must be a year")]
    [TestCase("boolean", null, null, "true", null)]
    [TestCase("boolean", null, null, "false", null)]
    [TestCase("boolean", null, null, "yes", "must be true or false")]
    public void An_answer_is_within_the_bounds_of_its_question(string type, int? min, int? max, string answer, string? problem)
    {
        var question = new CustomForm
        {
            Form = CustomForm.Attendee,
            FieldIdentifier = "city",
            Type = type,
            Min = min,
            Max = max,
            IsIncluded = true,
        };
        var found = new AttendeeForm([question], new Dictionary<long, string[]>()).Validate(new Attendee { City = answer }, null).ToList();
        Assert.That(found.Select(p => p.Detail), Is.EqualTo(problem is null ? Array.Empty<string>() : [$"city {problem}."]));
    }
}
