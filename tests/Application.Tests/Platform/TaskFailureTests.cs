using NUnit.Framework;
using OpenEvent.Application.Platform;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Tests.Platform;

public sealed class TaskFailureTests
{
    [Test]
    public void A_report_has_no_characters_that_PostgreSQL_cannot_store() =>
        Assert.That(TaskFailure.Describe(RejectedException.Invalid("a\0b\ud800c\n😀"), 100), Is.EqualTo("a\uFFFDb\uFFFDc\n😀"));

    [Test]
    public void A_report_names_the_place_of_each_problem_and_ends_at_its_limit()
    {
        var rejection = new RejectedException(RejectionKind.Invalid, [new Problem("One.", "/a"), new Problem("Two.")]);
        Assert.That(TaskFailure.Describe(rejection, 100), Is.EqualTo("/a: One.\nTwo."));
        Assert.That(TaskFailure.Describe(RejectedException.Invalid("abc😀"), 4), Is.EqualTo("abc"), "no half of a surrogate pair");
    }
}
