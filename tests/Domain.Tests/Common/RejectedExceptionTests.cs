using NUnit.Framework;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Tests.Common;

public sealed class RejectedExceptionTests
{
    private static IEnumerable<TestCaseData> Rejections()
    {
        yield return Case(RejectedException.Malformed("Why.", "filter", "/x"), RejectionKind.Malformed, "/x", "filter");
        yield return Case(RejectedException.Unauthenticated("Why."), RejectionKind.Unauthenticated);
        yield return Case(RejectedException.Forbidden("Why.", "/x"), RejectionKind.Forbidden, "/x");
        yield return Case(RejectedException.MethodNotAllowed("Why."), RejectionKind.MethodNotAllowed);
        yield return Case(RejectedException.Conflict("Why.", "/x"), RejectionKind.Conflict, "/x");
        yield return Case(RejectedException.Gone("Why."), RejectionKind.Gone);
        yield return Case(RejectedException.UnsupportedMediaType("Why."), RejectionKind.UnsupportedMediaType);
        yield return Case(RejectedException.Invalid("Why.", "/x"), RejectionKind.Invalid, "/x");
        yield return Case(RejectedException.TooManyRequests("Why.", TimeSpan.FromSeconds(7)), RejectionKind.TooManyRequests, seconds: 7);
        yield return Case(RejectedException.Unavailable("Why.", TimeSpan.FromSeconds(7)), RejectionKind.Unavailable, seconds: 7);
        yield return Case(RejectedException.Unavailable("Why."), RejectionKind.Unavailable, seconds: 5);
    }

    private static TestCaseData Case(
        RejectedException rejection,
        RejectionKind kind,
        string? pointer = null,
        string? parameter = null,
        int? seconds = null
    ) => new TestCaseData(rejection, kind, pointer, parameter, seconds).SetArgDisplayNames($"{kind} {seconds}");

    [TestCaseSource(nameof(Rejections))]
    public void A_rejection_has_a_kind_a_reason_and_a_place(
        RejectedException rejection,
        RejectionKind kind,
        string? pointer,
        string? parameter,
        int? seconds
    )
    {
        Assert.That(rejection.Kind, Is.EqualTo(kind));
        Assert.That(rejection.Problems, Is.EqualTo([new Problem("Why.", pointer, parameter)]));
        Assert.That((rejection.Message, rejection.RetryAfter?.TotalSeconds), Is.EqualTo(("Why.", (double?)seconds)));
    }

    [Test]
    public void Codes_and_ids_are_for_clients()
    {
        Assert.That(RejectedException.Forbidden("Why.", code: "c").Problems[0], Is.EqualTo(new Problem("Why.", Code: "c")));
        Assert.That(RejectedException.Conflict("Why.", id: "4").Problems[0], Is.EqualTo(new Problem("Why.", Id: "4")));
        Assert.That(RejectedException.NotFound("faq", "4", "/x").Problems[0], Is.EqualTo(new Problem("There is no faq 4.", "/x")));
        Assert.That(RejectedException.PreconditionFailed().Message, Does.StartWith("The resource has changed"));
    }

    [Test]
    public void A_denial_names_its_policy_and_rule_until_they_are_withheld()
    {
        var denied = Decision.Deny("Why.", "name", "/src/OrderPolicy.cs", "Update");
        Assert.That((denied.Policy, denied.Rule, denied.Field, denied.IsAllowed), Is.EqualTo(("OrderPolicy", "Update", "name", false)));
        var withheld = denied.WithoutRule();
        Assert.That(
            (withheld.Policy, withheld.Rule, withheld.Reason, withheld.Field),
            Is.EqualTo(((string?)null, (string?)null, "Why.", "name"))
        );
        Assert.That(Decision.Deny("Why.", file: "/src/PlaceOrder.cs").Policy, Is.Null, "a use case denied");
        Assert.That((Decision.Allow.WithoutRule().IsAllowed, Decision.AllowIf(true, "Why.").Reason), Is.EqualTo((true, (string?)null)));
    }

    [Test]
    public void The_first_denial_decides()
    {
        var (first, second) = (Decision.Deny("First."), Decision.Deny("Second."));
        Assert.That(first.And(() => second).Reason, Is.EqualTo("First."));
        Assert.That(Decision.Allow.And(() => second).Reason, Is.EqualTo("Second."));
    }
}
