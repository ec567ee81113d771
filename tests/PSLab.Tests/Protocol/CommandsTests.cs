using NUnit.Framework;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Tests.Protocol;

public class CommandsTests
{
    [Test]
    public void Every_command_is_in_a_group_that_the_firmware_has() =>
        Assert.That(Commands.All.Where(c => !Commands.Groups.TryGetValue(c.Group, out var g) || c.Op < 1 || c.Op > g.Max), Is.Empty);

    [Test]
    public void No_two_commands_share_an_opcode_or_a_name()
    {
        Assert.That(Commands.All.Select(c => (c.Group, c.Op)), Is.Unique);
        Assert.That(Commands.All.Select(c => c.Name), Is.Unique);
    }

    // The documented commands, group by group; see docs/reference/pslab-protocol.md#commands.
    [TestCase(2, new[] { 1, 2, 3, 4, 5, 6, 8, 9, 10, 21, 23 })]
    [TestCase(3, new[] { 5, 6, 7, 8, 9, 10, 11 })]
    [TestCase(4, new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 })]
    [TestCase(5, new[] { 1, 2, 4, 5, 6, 7, 8 })]
    [TestCase(6, new[] { 3 })]
    [TestCase(7, new[] { 3, 4, 7, 8, 9, 13, 14, 15, 16, 18, 19 })]
    [TestCase(8, new[] { 1 })]
    [TestCase(9, new[] { 2 })]
    [TestCase(10, new[] { 4, 5, 6, 8, 9, 11, 15, 16, 17 })]
    [TestCase(11, new[] { 1, 2, 3, 5, 6, 7, 8, 10, 14, 15, 16, 19, 20, 21, 23, 24, 25, 26, 27 })]
    [TestCase(12, new[] { 1 })]
    [TestCase(13, new[] { 1, 2, 3, 4 })]
    [TestCase(14, new[] { 1, 2, 3 })]
    public void The_table_is_complete(int group, int[] ops) =>
        Assert.That(Commands.All.Where(c => c.Group == group).Select(c => (int)c.Op), Is.EqualTo(ops));

    [Test]
    public void Removed_commands_are_not_found()
    {
        Assert.That(Commands.Find(2, 7), Is.Null);
        Assert.That(Commands.Find(3, 1), Is.Null);
        Assert.That(Commands.Find(0, 0), Is.Null);
    }
}
