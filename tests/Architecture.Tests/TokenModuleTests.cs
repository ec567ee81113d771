using MediatR;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Architecture.Tests;

/// <summary>Which use cases and rows an access token can reach at all (docs/decisions/052-access-tokens.md).</summary>
public class TokenModuleTests
{
    private static readonly Type[] Application = typeof(Application.ApplicationServices).Assembly.GetTypes();

    private static readonly Type[] Requests =
    [
        .. Application.Where(t => t is { IsAbstract: false, IsGenericTypeDefinition: false } && typeof(IBaseRequest).IsAssignableFrom(t)),
    ];

    [Test]
    public void Use_cases_about_accounts_are_closed_to_tokens()
    {
        var open = Requests
            .Where(r => r.Namespace!.EndsWith(".Identity", StringComparison.Ordinal))
            .Where(r => TokenRequirement.Of(r).Module != TokenModule.None)
            .Select(r => r.Name);
        Assert.That(open, Is.EquivalentTo(["GetCurrentUser", "GetDisplayName", "RequireOwnUrl"]));
    }

    [Test]
    public void Other_use_cases_are_in_the_module_of_their_namespace_unless_they_are_about_personal_data()
    {
        var others = Requests.Where(r => !r.Namespace!.EndsWith(".Identity", StringComparison.Ordinal)).ToList();
        Assert.That(others, Has.Count.GreaterThan(100));
        Assert.That(
            others.Where(r => TokenRequirement.Of(r).Module == TokenModule.None).Select(r => r.Name),
            Is.EquivalentTo([
                "AnonymizeBilling",
                "CreateServiceAccount",
                "DeletePersonalRows",
                "DeleteServiceAccount",
                "EraseAccount",
                "EraseAccountRows",
                "StartPersonalExport",
            ])
        );
    }

    [Test]
    public void Commands_need_a_scope_that_writes_and_queries_one_that_reads()
    {
        var commands = Requests.Where(r =>
            r.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICommand<>))
        );
        Assert.That(commands.Where(r => !TokenRequirement.Of(r).Writes), Is.Empty);
        var reads = Requests.Where(r => !TokenRequirement.Of(r).Writes).ToList();
        Assert.That(reads, Has.Count.GreaterThan(40));
        Assert.That(Requests.Except(reads).Where(r => r.Name.StartsWith("Get", StringComparison.Ordinal)).Select(r => r.Name), Is.Empty);
    }

    [Test]
    public void Every_type_of_rows_is_in_a_module_except_credentials()
    {
        string[] known = [.. TokenModule.All, TokenModule.Shared];
        Assert.That(
            EntityTypes().Where(t => !known.Contains(TokenModule.Of(t))).Select(t => t.Name),
            Is.EquivalentTo([nameof(AccessToken), "ServiceAccount", nameof(UserEmail)])
        );
        Assert.That(TokenModule.Of(typeof(AccessToken)), Is.EqualTo(TokenModule.None), "the control");
    }

    private static IEnumerable<Type> EntityTypes() =>
        Application
            .Where(t =>
                t is { IsAbstract: false, IsGenericTypeDefinition: false } && typeof(Application.Resources.Resource).IsAssignableFrom(t)
            )
            .Select(t => ((Application.Resources.Resource)Activator.CreateInstance(t, nonPublic: true)!).EntityType);
}
