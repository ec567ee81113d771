using System.IO.Compression;
using System.Text;
using NUnit.Framework;
using OpenEvent.Application.Platform;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Tests.Platform;

/// <summary>Archives that would need much memory are rejected before their JSON is parsed.</summary>
public sealed class ArchiveContentTests
{
    [Test]
    public void An_archive_with_too_many_names_and_values_is_rejected() =>
        Assert.That(RejectionOf(("event", "{}"), ("tracks", Repeat("[]", 600_000))), Does.Contain("1000000 names and values"));

    [Test]
    public void All_JSON_files_have_one_limit_together()
    {
        var half = "[" + new string(' ', 11 * 1024 * 1024) + "]";
        Assert.That(RejectionOf(("event", "{}"), ("tracks", half)), Is.Null);
        Assert.That(RejectionOf(("event", "{}"), ("tracks", half), ("speakers", half)), Does.Contain("20 MB"));
    }

    [Test]
    public void The_file_meta_is_not_parsed() => Assert.That(RejectionOf(("event", "{}"), ("meta", Repeat("[]", 600_000))), Is.Null);

    [Test]
    public void A_name_with_an_unpaired_surrogate_is_rejected_with_its_file() =>
        Assert.That(RejectionOf(("event", "{}"), ("tracks", """[{"\ud800":1}]""")), Does.Contain("`tracks`").And.Contain("surrogate"));

    [Test]
    public async Task Media_that_several_rows_name_are_listed_once_and_only_in_the_members_of_media()
    {
        await using var archive = await OpenAsync(
            (
                "event",
                """{"logo_url":"/images/event/1-logo_url.png","name":"/images/event/2-logo_url.png","copyright":{"logo_url":"/x"}}"""
            ),
            ("speakers", """[{"photo_url":"/images/event/1-logo_url.png"},{"photo_url":"https://example.org/a.png"},{"photo_url":7}]""")
        );
        Assert.That(archive.ListMediaPaths(), Is.EqualTo(["images/event/1-logo_url.png"]));
    }

    private static string Repeat(string item, int count) => $"[{string.Join(',', Enumerable.Repeat(item, count))}]";

    private static string? RejectionOf(params (string Name, string Content)[] files)
    {
        try
        {
            using var opened = OpenAsync(files).GetAwaiter().GetResult().DisposeAsync().AsTask();
            return null;
        }
        catch (RejectedException e)
        {
            return e.Problems[0].Detail;
        }
    }

    private static Task<ArchiveContent> OpenAsync(params (string Name, string Content)[] files)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in files)
                using (var entry = zip.CreateEntry(name).Open())
                    entry.Write(Encoding.UTF8.GetBytes(content));
        file.Position = 0;
        return ArchiveContent.OpenAsync(file, CancellationToken.None);
    }
}
