using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using NUnit.Framework;
using OpenEvent.Application.Platform;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Lab;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Ticketing;
using OpenEvent.Infrastructure.Persistence;

namespace OpenEvent.Application.Tests.Platform;

/// <summary>A new table or column about people cannot be forgotten in the export and in the erasure.</summary>
public sealed partial class PersonalRowListTests
{
    /// <summary>Rows that refer to one of these are about a person.</summary>
    private static readonly Type[] PersonalTypes =
    [
        typeof(User),
        typeof(Attendee),
        typeof(Booking),
        typeof(Domain.Identity.Notification),
        typeof(Order),
        typeof(Payment),
        typeof(Speaker),
    ];

    private OpenEventDb _db = null!;

    [OneTimeSetUp]
    public void CreateModel() => _db = new DesignTimeDbContextFactory().CreateDbContext([]);

    [OneTimeTearDown]
    public ValueTask DisposeAsync() => _db.DisposeAsync();

    [Test]
    public void Every_table_that_refers_to_a_person_is_in_the_list_or_exempt_with_a_reason()
    {
        var listed = PersonalRowList.All.Select(r => r.Type).ToHashSet();
        var personal = Tables.Where(RefersToPerson).ToList();
        Assert.That(personal, Has.Count.GreaterThan(30));
        Assert.That(
            personal.Where(t => !listed.Contains(t.ClrType) && !PersonalRowList.Exempt.ContainsKey(t.GetTableName()!)).Select(t => t.Name),
            Is.Empty
        );
        Assert.That(Tables.Any(t => t.ClrType == typeof(Faq) && RefersToPerson(t)), Is.False, "a control");
    }

    [Test]
    public void An_exempt_table_exists_and_is_not_in_the_list()
    {
        var tables = Tables.ToLookup(t => t.GetTableName()!, t => t.ClrType);
        Assert.That(PersonalRowList.Exempt.Keys.Where(t => !tables.Contains(t)), Is.Empty);
        Assert.That(PersonalRowList.Exempt.Keys.Where(t => PersonalRowList.All.Any(r => tables[t].Contains(r.Type))), Is.Empty);
    }

    [Test]
    public void The_erasure_decides_on_every_text_of_a_row_that_stays()
    {
        Assert.That(FindUndecided(PersonalRowList.All), Is.Empty);
        Assert.That(
            FindUndecided([new PersonalRowsOf<Speaker>(_ => s => s.Id > 0).Clear(nameof(Speaker.Email))]),
            Does.Contain("Speaker.Name").And.Not.Contain("Speaker.Email"),
            "a control"
        );
    }

    [Test]
    public void Every_declared_member_is_a_column()
    {
        Assert.That(FindUnknownMembers(PersonalRowList.All), Is.Empty);
        Assert.That(
            FindUnknownMembers([new PersonalRowsOf<Speaker>(_ => s => s.Id > 0).Clear("Nickname")]),
            Is.EqualTo(["Speaker.Nickname"]),
            "a control"
        );
    }

    [Test]
    public void No_secret_is_exported()
    {
        var exported = PersonalRowList
            .All.Where(r => r.File is not null)
            // The name of the type is not the name of a secret.
            .SelectMany(r => r.ExportedColumns(_db).Select(c => $"{r.Type.Name.Replace("AccessToken", "Access")}.{c.Name}"))
            .ToList();
        Assert.That(exported, Has.Count.GreaterThan(200));
        Assert.That(exported.Where(name => Secret().IsMatch(name)), Is.Empty);
        Assert.That(Secret().IsMatch("User.PasswordHash"), "a control");
        Assert.That(Secret().IsMatch("Access.TokenHash"), "a control");
    }

    [Test]
    public void Each_file_of_the_export_has_one_name_and_rows_without_a_file_have_a_reason()
    {
        Assert.That(PersonalRowList.All.Select(r => r.File).OfType<string>(), Is.Unique);
        Assert.That(PersonalRowList.All.Where(r => r.File is null && r.Reasons.Count == 0).Select(r => r.Type.Name), Is.Empty);
    }

    private IEnumerable<string> FindUndecided(IReadOnlyList<PersonalRows> list) =>
        list.GroupBy(r => r.Type)
            .Where(rows => !rows.Any(r => r.IsDeleted))
            .SelectMany(rows =>
                TextsOf(rows.First())
                    .Where(text => !rows.Any(r => r.KeepsOthers) || Personal().IsMatch(text))
                    .Except(rows.SelectMany(r => r.ErasedMembers.Concat(r.KeptMembers)))
                    .Select(text => $"{rows.Key.Name}.{text}")
            );

    private IEnumerable<string> FindUnknownMembers(IReadOnlyList<PersonalRows> list) =>
        list.SelectMany(r =>
            r.OmittedMembers.Concat(r.KeptMembers)
                .Concat(r.ErasedMembers)
                .Concat(r.FileMembers)
                .Where(m => r.FindType(_db).FindProperty(m) is null)
                .Select(m => $"{r.Type.Name}.{m}")
        );

    private List<IEntityType> Tables =>
        [.. _db.Model.GetEntityTypes().Where(t => t.GetTableName() is not null && !t.IsOwned() && t.FindPrimaryKey() is not null)];

    private IEnumerable<string> TextsOf(PersonalRows rows) =>
        rows.FindType(_db)
            .GetProperties()
            .Where(p =>
                p.ClrType == typeof(string) || (p.ClrType == typeof(DateTimeOffset?) && p.Name.Contains("Birth", StringComparison.Ordinal))
            )
            .Select(p => p.Name);

    private static bool RefersToPerson(IEntityType type) =>
        type.GetForeignKeys().Any(key => PersonalTypes.Contains(key.PrincipalEntityType.ClrType))
        || PersonalTypes.Contains(type.ClrType)
        || type.GetProperties().Any(p => p.ClrType == typeof(string) && Personal().IsMatch(p.Name));

    [GeneratedRegex("Email|Recipient|Phone|Mobile|First[nN]ame|Last[nN]ame|OwnerName|ContactName|Actor")]
    private static partial Regex Personal();

    [GeneratedRegex("Password|Secret|Hash|Token|ApiKey|PaymentUrl|Sealed|InputPath|ResultPath")]
    private static partial Regex Secret();
}
