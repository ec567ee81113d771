using Mono.Cecil;
using NUnit.Framework;

namespace OpenEvent.Architecture.Tests;

/// <summary>The code reads the time only from a <see cref="TimeProvider"/>, so that tests can set it.</summary>
public class ClockTests
{
    private static readonly string[] ClockMembers =
    [
        "System.DateTime::get_Now",
        "System.DateTime::get_UtcNow",
        "System.DateTime::get_Today",
        "System.DateTimeOffset::get_Now",
        "System.DateTimeOffset::get_UtcNow",
    ];

    [Test]
    public void System_clock_is_never_read_directly() =>
        Assert.That(CompiledCode.Projects.SelectMany(CompiledCode.Types).SelectMany(FindClockReads), Is.Empty);

    [Test]
    public void Clock_test_detects_violations() =>
        Assert.That(CompiledCode.WrongTypes.SelectMany(FindClockReads), Is.EquivalentTo(["ReadsSystemClock"]));

    private static IEnumerable<string> FindClockReads(TypeDefinition type) =>
        CompiledCode.MembersUsedBy(type).OfType<MethodReference>().Any(m => ClockMembers.Contains($"{m.DeclaringType.FullName}::{m.Name}"))
            ? [type.Name]
            : [];
}
