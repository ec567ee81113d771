using Mono.Cecil;
using NUnit.Framework;

namespace OpenEvent.Architecture.Tests;

/// <summary>The build that oversells is for <c>bench/rush</c> alone: one place knows of it, and what is built otherwise has nothing of it.</summary>
public class GuardTests
{
    private const string Switch = "UNGUARDED";

    [Test]
    public void Only_the_guard_itself_can_be_built_without() =>
        Assert.That(
            Sources.Files("src").Where(f => File.ReadAllText(f).Contains(Switch, StringComparison.Ordinal)).Select(Sources.Relative),
            Is.EqualTo(["src/Application/Ticketing/Guard.cs"])
        );

    [Test]
    public void Whoever_takes_seats_does_not_look_first() =>
        Assert.That(Code.Types("Application").Where(t => t.Name == "Guard").SelectMany(Looks), Is.Empty);

    [Test]
    public void The_guard_test_would_notice() => Assert.That(Code.Wrong.SelectMany(Looks), Is.EquivalentTo(["LooksBeforeItTakes"]));

    [Test]
    public void This_is_no_build_without_guard() =>
        Assert.That(
            Code.Assembly("Application")
                .CustomAttributes.Where(a => a.AttributeType.Name == "AssemblyMetadataAttribute")
                .Select(a => (string)a.ConstructorArguments[0].Value),
            Has.None.EqualTo("Guard")
        );

    private static IEnumerable<string> Looks(TypeDefinition type) =>
        Code.Members(type).OfType<MethodReference>().Any(m => m.Name == "AnyAsync") ? [type.Name] : [];
}
