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

    [TestCase("verified", true)]
    [TestCase("owner", true)]
    [TestCase("speaker", true)]
    [TestCase("owner'", false)]
    public void Roles_with_rights_try_every_row_and_all_roles_try_named_routes(string role, bool isResourceRoute) =>
        Assert.That(Rows.Select(route => TestRoles.IsTried(role, "GET", route, isResourceRoute)), Is.All.True);

    private static bool IsTried(string role, string route) => TestRoles.IsTried(role, "GET", route, isResourceRoute: true);
}
