using System.Reflection;
using System.Runtime.CompilerServices;
using NUnit.Framework;
using OpenEvent.Architecture.Tests.Wrong;
using OpenEvent.Domain.Common;

namespace OpenEvent.Architecture.Tests;

/// <summary>Policies are pure, and every resource declaration has one.</summary>
public class PolicyTests
{
    private static readonly Type[] Domain = typeof(Policy<>).Assembly.GetTypes();
    private static readonly Type[] ResourceTypes = [.. typeof(Application.ApplicationServices).Assembly.GetTypes().Where(IsResource)];

    [Test]
    public void Policies_are_pure()
    {
        var policies = Domain.Where(IsPolicy).ToList();
        Assert.That(policies, Has.Count.GreaterThan(5));
        Assert.That(policies.SelectMany(FindImpurities), Is.Empty);
    }

    [Test]
    public void Purity_test_detects_violations() =>
        Assert.That(
            FindImpurities(typeof(ImpurePolicy)),
            Is.EquivalentTo([
                "ImpurePolicy depends on Object",
                "ImpurePolicy.CheckAsync is asynchronous",
                "ImpurePolicy.Check is asynchronous",
                "ImpurePolicy stores _checkCount",
            ])
        );

    [Test]
    public void Policies_end_in_Policy() =>
        Assert.That(Domain.Where(IsPolicy).Where(t => !t.Name.Split('`')[0].EndsWith("Policy", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void Every_resource_has_a_policy_that_overrides_Visible()
    {
        Assert.That(ResourceTypes, Has.Length.GreaterThan(10));
        Assert.That(ResourceTypes.Where(t => !OverridesVisible(GetPolicyType(t))).Select(t => t.Name), Is.Empty);
    }

    [Test]
    public void Policy_test_detects_violations()
    {
        Assert.That(OverridesVisible(typeof(EmptyPolicy)), Is.False);
        Assert.That(IsResource(typeof(DeclaredWithEmptyPolicy)) && !OverridesVisible(GetPolicyType(typeof(DeclaredWithEmptyPolicy))));
    }

    private static bool IsPolicy(Type type) =>
        type is { IsAbstract: false } && GetBaseTypes(type).Any(b => b.IsGenericType && b.GetGenericTypeDefinition() == typeof(Policy<>));

    private static bool IsResource(Type type) =>
        type is { IsAbstract: false, IsGenericTypeDefinition: false } && typeof(Application.Resources.Resource).IsAssignableFrom(type);

    /// <summary>The runtime type of the declared policy. The declared type may be the base class.</summary>
    private static Type GetPolicyType(Type declaration) =>
        declaration.GetProperty("Policy")!.GetValue(Activator.CreateInstance(declaration, nonPublic: true))!.GetType();

    /// <summary>A policy must at least override <c>VisibleCore</c>. Without overrides it rejects everything.</summary>
    private static bool OverridesVisible(Type policy) =>
        policy.GetMethod("VisibleCore", BindingFlags.NonPublic | BindingFlags.Instance)!.DeclaringType is { } by
        && by.GetGenericTypeDefinitionOrSelf() != typeof(Policy<>);

    private static IEnumerable<string> FindImpurities(Type policy)
    {
        const BindingFlags all =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (var parameter in policy.GetConstructors(all).SelectMany(c => c.GetParameters()))
            yield return $"{policy.Name} depends on {parameter.ParameterType.Name}";
        foreach (var method in policy.GetMethods(all))
            if (
                typeof(Task).IsAssignableFrom(method.ReturnType)
                || method.ReturnType.Name.StartsWith("ValueTask", StringComparison.Ordinal)
                || method.IsDefined(typeof(AsyncStateMachineAttribute))
            )
                yield return $"{policy.Name}.{method.Name} is asynchronous";
        foreach (
            var field in policy.GetFields(all).Where(f => !f.IsInitOnly && !f.IsLiteral && !f.IsDefined(typeof(CompilerGeneratedAttribute)))
        )
            yield return $"{policy.Name} stores {field.Name}";
    }

    private static IEnumerable<Type> GetBaseTypes(Type type)
    {
        for (var t = type.BaseType; t is not null; t = t.BaseType)
            yield return t;
    }
}
