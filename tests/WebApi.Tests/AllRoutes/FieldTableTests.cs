using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>
/// The fields that each role sees and may write, with the roles that depend on a row, as declarations and policies say: compares them with
/// <c>fields.txt</c>. It sends no requests. To accept a change, run
/// <c>OPENEVENT_ACCEPT_SURFACE=1 dotnet test --filter FieldTableTests</c> and review the diff.
/// </summary>
[TestFixture]
public sealed class FieldTableTests
{
    private static readonly string File = Path.Combine(SourceFolder(), "fields.txt");

    private TwoTenantServer _tenants = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _tenants = await TwoTenantServer.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => _tenants.DisposeAsync();

    [Test]
    public async Task Every_field_is_seen_and_written_by_the_roles_of_the_table()
    {
        var table = await DescribeAsync();
        if (Environment.GetEnvironmentVariable("OPENEVENT_ACCEPT_SURFACE") == "1")
            await System.IO.File.WriteAllTextAsync(File, table);
        var expected = (System.IO.File.Exists(File) ? await System.IO.File.ReadAllTextAsync(File) : "").Split('\n');
        Assert.That(table.Split('\n').Except(expected).Concat(expected.Except(table.Split('\n')).Select(line => "was: " + line)), Is.Empty);
    }

    /// <summary>This checks the accepted table, so that a hole cannot be accepted together with other changes of the file.</summary>
    [Test]
    public async Task Roles_without_rights_see_and_write_no_more_than_any_verified_user()
    {
        var lines = (await System.IO.File.ReadAllLinesAsync(File)).Where(line => line.Length > 0 && line[0] is not '#').ToList();
        Assert.That(lines, Has.Count.GreaterThan(400));
        Assert.That(lines.SelectMany(FindHoles), Is.Empty);
        Assert.That(FindHoles("speaker.mobile seen: speaker former_member owner"), Is.Not.Empty, "a control");
        Assert.That(FindHoles("speaker.name seen: anonymous verified former_member"), Is.Empty);
        Assert.That(lines, Has.Some.Contains("session_author"));
        Assert.That(lines, Has.Some.Match("^speaker\\.mobile seen: .*\\bspeaker\\b"));
    }

    private static IEnumerable<string> FindHoles(string line)
    {
        var roles = line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..].Split(' ');
        return roles.Contains("verified")
            ? []
            : roles.Intersect(RowRoles.WithoutRights).Select(role => $"{line[..line.IndexOf(':', StringComparison.Ordinal)]}: {role}");
    }

    private async Task<string> DescribeAsync()
    {
        var actors = await (await RowRoles.CreateAsync(_tenants)).LoadActorsAsync();
        await using var scope = _tenants.Server.App.Services.CreateAsyncScope();
        var catalog = scope.ServiceProvider.GetRequiredService<ResourceCatalog>();
        var data = scope.ServiceProvider.GetRequiredService<IData>();
        List<string> lines = ["# type[.field] what: the roles", "# All roles: " + string.Join(' ', actors.Select(a => a.Role))];
        foreach (var resource in catalog.All)
        {
            var visitor = new FieldTable(_tenants, actors, data);
            resource.Accept(visitor);
            lines.AddRange(await visitor.Lines!);
        }

        return string.Join('\n', lines) + "\n";
    }

    private static string SourceFolder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, ".."));
}
