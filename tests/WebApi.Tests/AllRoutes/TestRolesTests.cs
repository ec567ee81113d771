using NUnit.Framework;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>The choice of the roles with which each route is tried.</summary>
public sealed class TestRolesTests
{
    private static readonly string[] Rows = [.. Enumerable.Range(0, 200).Select(i => $"/v1/things/{i}")];
    private static readonly string[] Relationships = [.. Enumerable.Range(0, 200).Select(i => $"/v1/things/{{key}}/relationships/{i}")];

    [Test]
    public void Each_row_of_a_resource_is_tried_with_two_of_the_sampled_roles() =>
        Assert.That(Rows.Select(route => TestRoles.Sampled.Count(role => IsTried(role, route))), Is.All.EqualTo(2));

    [Test]
    public void Each_sampled_role_tries_many_rows() =>
        Assert.That(TestRoles.Sampled.Select(role => Rows.Count(route => IsTried(role, route))), Is.All.GreaterThan(Rows.Length / 10));

    [Test]
    public void Each_relationship_is_tried_as_a_verified_user_and_in_four_other_roles() =>
        Assert.That(Relationships.Select(route => TestRoles.OfSurface.Count(role => IsTried(role, route))), Is.All.EqualTo(5));

    [Test]
    public void Each_role_tries_many_relationships() =>
        Assert.That(
            TestRoles.OfSurface.Select(role => Relationships.Count(route => IsTried(role, route))),
            Is.All.GreaterThan(Relationships.Length / 15)
        );

    [TestCase("verified")]
    [TestCase("owner")]
    [TestCase("speaker")]
    public void Roles_with_rights_try_every_row(string role) =>
        Assert.That(Rows.Select(route => TestRoles.IsTried(role, "GET", route)), Is.All.True);

    [Test]
    public void All_roles_try_named_routes_that_are_not_for_anyone() =>
        Assert.That(Rows.SelectMany(route => TestRoles.OfSurface.Select(role => IsNamedTried(role, route, false))), Is.All.True);

    [Test]
    public void A_route_for_anyone_is_tried_without_a_token_as_a_verified_user_as_an_admin_and_in_three_other_roles()
    {
        Assert.That(Rows.Select(route => TestRoles.OfSurface.Count(role => IsNamedTried(role, route, true))), Is.All.EqualTo(6));
        foreach (var role in new[] { "anonymous", "verified", "admin" })
            Assert.That(Rows.Select(route => IsNamedTried(role, route, true)), Is.All.True);
    }

    [Test]
    public void Each_role_tries_many_routes_for_anyone() =>
        Assert.That(
            TestRoles.OfSurface.Select(role => Rows.Count(route => IsNamedTried(role, route, true))),
            Is.All.GreaterThan(Rows.Length / 15)
        );

    private static bool IsTried(string role, string route) => TestRoles.IsTried(role, "GET", route);

    private static bool IsNamedTried(string role, string route, bool isForAnyone) =>
        TestRoles.IsNamedRouteTried(role, "GET", route, isForAnyone);
}
