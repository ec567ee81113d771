using NUnit.Framework;
using OpenEvent.Testing;

namespace OpenEvent.Architecture.Tests;

/// <summary>The systemd unit in <c>packaging</c> is one that systemd understands, and refuses testing mode.</summary>
public class PackagingTests
{
    private static readonly string Unit = Path.Combine(Sources.Root, "packaging/openevent.service");

    [Test]
    public void Systemd_understands_every_line_of_the_unit() => Assert.That(FindProblems(File.ReadAllText(Unit)), Is.Empty);

    [Test]
    public void A_wrong_line_of_a_unit_is_detected() =>
        Assert.That(FindProblems(File.ReadAllText(Unit).Replace("ProtectHome=", "ProtectHouse=", StringComparison.Ordinal)), Is.Not.Empty);

    [Test]
    public void The_unit_names_the_environment_in_which_testing_mode_is_refused() =>
        Assert.That(File.ReadLines(Unit), Does.Contain("Environment=ASPNETCORE_ENVIRONMENT=Production"));

    private static List<string> FindProblems(string unit)
    {
        var folder = Directory.CreateTempSubdirectory("oe-unit-").FullName;
        var file = Path.Combine(folder, "openevent.service");
        // The program is not installed here, and systemd asks whether it can be run.
        File.WriteAllText(file, unit.Replace("/opt/openevent/server/OpenEvent.WebApi", "/bin/true", StringComparison.Ordinal));
        try
        {
            using var process = ExternalTool.Start("systemd", "systemd-analyze", "verify", "--man=no", file);
            var lines = process.StandardError.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            process.WaitForExit();
            return
            [
                .. lines.Where(line =>
                    line.Contains(file, StringComparison.Ordinal) || line.StartsWith("openevent.", StringComparison.Ordinal)
                ),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
