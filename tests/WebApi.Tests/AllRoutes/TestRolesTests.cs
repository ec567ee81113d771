using NUnit.Framework;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>The choice of the roles with which each route is tried.</summary>
public sealed class TestRolesTests
{
    private static readonly string[] Routes = [.. Enumerable.Range(0, 200).Select(i => $"/v1/things/{i}")];

    [Test]
    public void Each_route_of_a_resource_is_tried_with_three_of_the_sampled_roles() =>
        Assert.That(
            Routes.Select(route => TestRoles.Sampled.Count(role => TestRoles.IsTried(role, "GET", route, isResourceRoute: true))),
            Is.All.EqualTo(3)
        );

    [Test]
    public void Each_sampled_role_tries_many_routes() =>
        Assert.That(
            TestRoles.Sampled.Select(role => Routes.Count(route => TestRoles.IsTried(role, "GET", route, isResourceRoute: true))),
            Is.All.GreaterThan(Routes.Length / 10)
        );

    [TestCase("verified", true)]
    [TestCase("owner", true)]
    [TestCase("speaker", true)]
    [TestCase("owner'", false)]
    public void Roles_with_rights_try_every_route_and_all_roles_try_named_routes(string role, bool isResourceRoute) =>
        Assert.That(Routes.Select(route => TestRoles.IsTried(role, "GET", route, isResourceRoute)), Is.All.True);
}
