using System.Security.Cryptography;
using NUnit.Framework;

namespace OpenEvent.Architecture.Tests;

/// <summary>
/// Migrations are added and never edited (docs/upgrade.md#migrations). <c>migrations.txt</c> has the hashes of the landed ones.
/// </summary>
public class MigrationTests
{
    private static readonly string Folder = Path.Combine(Sources.Root, "src/Infrastructure/Persistence/Migrations");

    private static readonly Dictionary<string, string> LandedHashes = File.ReadLines(
            Path.Combine(Sources.Root, "tests/Architecture.Tests/migrations.txt")
        )
        .Select(line => line.Split("  "))
        .ToDictionary(columns => columns[1], columns => columns[0]);

    [Test]
    public void No_landed_migration_is_edited_or_deleted()
    {
        Assert.That(LandedHashes, Is.Not.Empty);
        Assert.That(LandedHashes.Where(landed => HashOf(Path.Combine(Folder, landed.Key)) != landed.Value).Select(l => l.Key), Is.Empty);
    }

    [Test]
    public void An_edited_and_a_deleted_migration_are_detected()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "as it landed");
        var landed = HashOf(file);
        File.WriteAllText(file, "edited");
        Assert.That(HashOf(file), Is.Not.EqualTo(landed));
        File.Delete(file);
        Assert.That(HashOf(file), Is.Not.EqualTo(landed));
    }

    [Test]
    public void A_new_migration_follows_the_landed_ones()
    {
        var newest = LandedHashes.Keys.Max(StringComparer.Ordinal);
        var added = Directory.EnumerateFiles(Folder, "2*.cs").Select(file => Path.GetFileName(file)).Except(LandedHashes.Keys);
        Assert.That(added.Where(file => string.CompareOrdinal(file, newest) < 0), Is.Empty);
    }

    private static string HashOf(string file) =>
        File.Exists(file) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))) : "missing";
}
