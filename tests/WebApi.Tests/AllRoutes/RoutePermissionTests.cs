using System.Reflection;
using NUnit.Framework;
using OpenEvent.WebApi.Endpoints;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>The rules that <see cref="SurfaceTests"/> checks permissions with find wrong lines.</summary>
[TestFixture]
public sealed class RoutePermissionTests
{
    private static readonly List<RoutePermission> Permissions =
    [
        .. typeof(RoutePermission)
            .GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(property => (RoutePermission)property.GetValue(null)!),
    ];

    [Test]
    public void Every_permission_has_a_rule_and_a_description()
    {
        Assert.That(RoutePermissionRules.Names, Is.EquivalentTo(Permissions.Select(permission => permission.Name)));
        Assert.That(Permissions.Select(permission => permission.Description), Is.Unique.And.All.EndsWith("."));
    }

    [TestCase("Anyone", 200)]
    [TestCase("Anyone", 401, TestName = "A_route_for_anyone_may_reject_the_credentials_in_the_body")]
    [TestCase("RefreshToken", 422)]
    [TestCase("SignedIn", 401, TestName = "A_route_for_signed_in_users_may_reject_the_credentials_in_the_body")]
    public void Correct_lines_have_no_violations(string permission, int everyone) => Assert.That(Find(permission, everyone), Is.Empty);

    [Test]
    public void Correct_lines_with_rejections_have_no_violations()
    {
        Assert.That(Find("SignedIn", 200, ("anonymous", 401)), Is.Empty);
        Assert.That(Find("VerifiedUser", 200, ("anonymous", 401), ("unverified", 403), ("same_unverified_address", 403)), Is.Empty);
        Assert.That(Find("Buyer", 403, ("anonymous", 401), ("buyer", 409)), Is.Empty);
        Assert.That(Find("Staff", 403, ("anonymous", 401), ("admin", 200), ("super_admin", 200)), Is.Empty);
    }

    [Test]
    public void Wrong_lines_have_violations()
    {
        Assert.That(Find("-", 200), Is.Not.Empty, "no permission");
        Assert.That(Find("Nobody", 200), Is.Not.Empty, "an unknown permission");
        Assert.That(Find("Anyone", 200, ("anonymous", 401)), Is.Not.Empty, "anyone must sign in");
        Assert.That(Find("Anyone", 403), Is.Not.Empty, "anyone is rejected");
        Assert.That(Find("RefreshToken", 200), Is.Not.Empty, "no refresh token is needed");
        Assert.That(Find("PaymentProvider", 400, ("buyer", 200)), Is.Not.Empty, "no signature is needed");
        Assert.That(Find("SignedIn", 200), Is.Not.Empty, "nobody must sign in");
        Assert.That(Find("SignedIn", 200, ("anonymous", 401), ("verified", 403)), Is.Not.Empty, "a signed-in user is rejected");
        Assert.That(Find("VerifiedUser", 200, ("anonymous", 401)), Is.Not.Empty, "an unverified user is allowed");
        Assert.That(
            Find("OrderReader", 403, ("anonymous", 401), ("same_unverified_address", 200)),
            Is.Not.Empty,
            "an address is not proved"
        );
        Assert.That(Find("Buyer", 403, ("anonymous", 401), ("admin", 200)), Is.Not.Empty, "staff is allowed");
        Assert.That(Find("Buyer", 403, ("anonymous", 401), ("buyer'", 409)), Is.Not.Empty, "the buyer of another order is allowed");
        Assert.That(Find("EventTeam", 403, ("anonymous", 401), ("registrar", 200)), Is.Not.Empty, "a registrar is allowed");
        Assert.That(Find("Staff", 403, ("anonymous", 401), ("admin", 200), ("super_admin", 403)), Is.Not.Empty, "an admin is rejected");
    }

    [Test]
    public void Policies_are_not_checked() => Assert.That(Find("OrderPolicy", 200, ("anonymous", 403)), Is.Empty);

    /// <summary>The violations of a line on which every role gets one status, except the given ones.</summary>
    private static List<string> Find(string permission, int everyone, params (string Role, int Status)[] exceptions)
    {
        var statuses = TestRoles.OfSurface.Select(role =>
            exceptions.Where(e => e.Role == role).Select(e => e.Status).Prepend(everyone).Last()
        );
        var line = $"GET /v1/test {permission} {string.Join(' ', statuses)}";
        return RoutePermissionRules.FindViolations(SurfaceLine.Parse(["# header", "", line]));
    }
}
