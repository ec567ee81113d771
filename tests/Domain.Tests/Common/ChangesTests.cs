using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Tests.Common;

public sealed class ChangesTests
{
    private static readonly Changes<Faq> Both = new([Set(nameof(Faq.Question), "Why?"), Set(nameof(Faq.Answer), "So.")]);

    [Test]
    public void Members_and_names_are_found()
    {
        Assert.That((Both.ContainsAny("Answer", "Id"), Both.ContainsAny("Id"), Both.ContainsAny()), Is.EqualTo((true, false, false)));
        Assert.That((Both.ContainsOnly("Question", "Answer"), Both.ContainsOnly("Question")), Is.EqualTo((true, false)));
        Assert.That((Both.FirstNameNotIn("Question"), Both.FirstNameNotIn("Question", "Answer")), Is.EqualTo(("answer", (string?)null)));
        Assert.That((Both.IsEmpty, Changes<Faq>.None.IsEmpty), Is.EqualTo((false, true)));
    }

    [Test]
    public void A_value_is_read_by_its_member_and_type()
    {
        Assert.That((Both.TryGet<string>("Answer", out var answer), answer), Is.EqualTo((true, "So.")));
        Assert.That((Both.TryGet<string>("Id", out var missing), missing), Is.EqualTo((false, (string?)null)));
        Assert.That((Both.TryGet<long>("Answer", out var number), number), Is.EqualTo((false, 0L)));
    }

    [Test]
    public void Only_values_that_differ_would_change_a_row()
    {
        var faq = new Faq { Question = "Why?", Answer = "No." };
        Assert.That(Both.ThatWouldChange(faq).Items.Select(c => c.Name), Is.EqualTo(["answer"]));
        Both.Without("Question").ApplyTo(faq);
        Assert.That((faq.Question, faq.Answer, Both.ThatWouldChange(faq).IsEmpty), Is.EqualTo(("Why?", "So.", true)));
    }

    private static Change<Faq, string> Set(string member, string value) =>
        new(
            member,
            member.ToLowerInvariant(),
            value,
            f => member == nameof(Faq.Question) ? f.Question : f.Answer!,
            (f, text) =>
            {
                if (member == nameof(Faq.Question))
                    f.Question = text;
                else
                    f.Answer = text;
            },
            (a, b) => a == b
        );
}
