using Mono.Cecil;
using NUnit.Framework;

namespace OpenEvent.Architecture.Tests;

/// <summary>Time is taken from a <see cref="TimeProvider"/>, so that a test can stop it.</summary>
public class ClockTests
{
    private static readonly string[] Clocks =
    [
        "System.DateTime::get_Now",
        "System.DateTime::get_UtcNow",
        "System.DateTime::get_Today",
        "System.DateTimeOffset::get_Now",
        "System.DateTimeOffset::get_UtcNow",
    ];

    [Test]
    public void Nobody_looks_at_the_wall() => Assert.That(Code.Projects.SelectMany(Code.Types).SelectMany(Glances), Is.Empty);

    [Test]
    public void The_clock_test_would_notice() => Assert.That(Code.Wrong.SelectMany(Glances), Is.EquivalentTo(["LooksAtTheWall"]));

    private static IEnumerable<string> Glances(TypeDefinition type) =>
        Code.Members(type).OfType<MethodReference>().Any(m => Clocks.Contains($"{m.DeclaringType.FullName}::{m.Name}")) ? [type.Name] : [];
}
