using Mono.Cecil;
using NUnit.Framework;

namespace OpenEvent.Architecture.Tests;

/// <summary>
/// A build with <c>UNGUARDED</c> oversells tickets, for <c>bench/rush</c> only. One file has the switch, and normal builds do not set it.
/// </summary>
public class OversellSwitchTests
{
    private const string CompilationSymbol = "UNGUARDED";

    [Test]
    public void Only_the_ticket_stock_has_the_unguarded_switch() =>
        Assert.That(
            Sources
                .Files("src")
                .Where(f => File.ReadAllText(f).Contains(CompilationSymbol, StringComparison.Ordinal))
                .Select(Sources.Relative),
            Is.EqualTo(["src/Application/Ticketing/Tickets/TicketStock.cs"])
        );

    [Test]
    public void Ticket_stock_does_not_check_before_it_writes() =>
        Assert.That(FindExistenceChecks(CompiledCode.Types("Application").Single(t => t.Name == "TicketStock")), Is.Empty);

    [Test]
    public void Check_before_write_test_detects_violations() =>
        Assert.That(CompiledCode.WrongTypes.SelectMany(FindExistenceChecks), Is.EquivalentTo(["ChecksBeforeWriting"]));

    [Test]
    public void This_build_is_not_unguarded() =>
        Assert.That(
            CompiledCode
                .Assembly("Application")
                .CustomAttributes.Where(a => a.AttributeType.Name == "AssemblyMetadataAttribute")
                .Select(a => (string)a.ConstructorArguments[0].Value),
            Has.None.EqualTo("Unguarded")
        );

    private static IEnumerable<string> FindExistenceChecks(TypeDefinition type) =>
        CompiledCode.MembersUsedBy(type).OfType<MethodReference>().Any(m => m.Name == "AnyAsync") ? [type.Name] : [];
}
