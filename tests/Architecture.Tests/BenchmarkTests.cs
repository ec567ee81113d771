using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using NUnit.Framework;
using OpenEvent.Bench;
using OpenEvent.Bench.EventCopy;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Architecture.Tests;

/// <summary>
/// Benchmarks run seldom, so these tests find what a change of the server breaks in them: each is compiled with the solution, and the
/// models of the baselines, which are written by hand, fit the database. <c>bench/quick</c> runs the benchmarks themselves.
/// </summary>
public class BenchmarkTests
{
    private static readonly string[] Projects =
    [
        .. Directory.EnumerateFiles(Path.Combine(Sources.Root, "bench"), "*.csproj", SearchOption.AllDirectories).Select(Sources.Relative),
    ];

    [Test]
    public void Every_benchmark_is_in_the_solution_and_in_the_list()
    {
        var solution = File.ReadAllText(Path.Combine(Sources.Root, "OpenEvent.sln")).Replace('\\', '/');
        var page = File.ReadAllText(Path.Combine(Sources.Root, "bench/README.md"));
        Assert.That(Projects, Is.Not.Empty);
        Assert.That(Projects.Where(p => !solution.Contains($"\"{p}\"", StringComparison.Ordinal)), Is.Empty);
        Assert.That(
            Projects.Select(p => Path.GetDirectoryName(p)!).Where(folder => !page.Contains(folder, StringComparison.OrdinalIgnoreCase)),
            Is.Empty
        );
    }

    [Test]
    public void The_baseline_of_reads_maps_columns_of_the_database()
    {
        using var baseline = new BaselineDb(Options<BaselineDb>());
        Assert.That(FindUnknownColumns(baseline.Model), Is.Empty);
    }

    [Test]
    public void The_baseline_of_copies_maps_the_columns_that_a_new_row_needs()
    {
        using var baseline = new HandWrittenDb(Options<HandWrittenDb>());
        Assert.That(FindUnknownColumns(baseline.Model), Is.Empty);
        Assert.That(FindMissingColumns(baseline.Model), Is.Empty);
    }

    [Test]
    public void A_model_that_does_not_fit_the_database_is_detected()
    {
        using var wrong = new WrongDb(Options<WrongDb>());
        Assert.That(FindUnknownColumns(wrong.Model), Is.EqualTo(["faqs.no_such_column text"]));
        Assert.That(FindMissingColumns(wrong.Model), Does.Contain("faqs.question text"));
    }

    private static IEnumerable<string> FindUnknownColumns(IModel baseline) => Columns(baseline).Except(Columns(DatabaseModel()));

    /// <summary>The required columns of the tables of the baseline, without a default, that the baseline does not map.</summary>
    private static IEnumerable<string> FindMissingColumns(IModel baseline)
    {
        var tables = baseline.GetEntityTypes().Select(t => t.GetTableName()).ToHashSet();
        return DatabaseModel()
            .GetEntityTypes()
            .Where(t => tables.Contains(t.GetTableName()))
            .SelectMany(t =>
                t.GetProperties().Where(p => !p.IsNullable && p.ValueGenerated == ValueGenerated.Never).Select(p => Column(t, p))
            )
            .Except(Columns(baseline));
    }

    private static IEnumerable<string> Columns(IModel model) =>
        model.GetEntityTypes().Where(t => t.GetTableName() is not null).SelectMany(t => t.GetProperties().Select(p => Column(t, p)));

    private static string Column(IEntityType type, IProperty property) =>
        $"{type.GetTableName()}.{property.GetColumnName()} {property.GetColumnType()}";

    private static IModel DatabaseModel()
    {
        using var db = new DesignTimeDbContextFactory().CreateDbContext([]);
        return db.Model;
    }

    private static DbContextOptions<T> Options<T>()
        where T : DbContext => new DbContextOptionsBuilder<T>().UseNpgsql("Host=localhost").UseSnakeCaseNamingConvention().Options;

    private sealed class WrongDb(DbContextOptions<WrongDb> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<WrongRow>().ToTable("faqs");
    }

    private sealed class WrongRow
    {
        public long Id { get; set; }

        public string? NoSuchColumn { get; set; }
    }
}
