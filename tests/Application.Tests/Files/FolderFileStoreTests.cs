using System.Text;
using NUnit.Framework;
using OpenEvent.Infrastructure.Files;

namespace OpenEvent.Application.Tests.Files;

public sealed class FolderFileStoreTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("openevent-files-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private FolderFileStore CreateStore(string url = "/files") => new(Path.Combine(_folder, "root"), url, TimeProvider.System);

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    private static async Task<string?> ReadAsync(FolderFileStore store, string path)
    {
        await using var file = await store.OpenAsync(path, CancellationToken.None);
        return file is null ? null : await new StreamReader(file.Content).ReadToEndAsync();
    }

    [Test]
    public async Task Opened_file_has_the_saved_text_type_and_length()
    {
        var store = CreateStore();
        var url = await store.SaveAsync("tickets/a1b2/7.pdf", Bytes("%PDF"), "application/pdf", CancellationToken.None);
        Assert.That(url, Is.EqualTo("/files/tickets/a1b2/7.pdf"));
        await using var file = await store.OpenAsync("tickets/a1b2/7.pdf", CancellationToken.None);
        Assert.That((file!.ContentType, file.Length), Is.EqualTo(("application/pdf", 4L)));
        Assert.That(await new StreamReader(file.Content).ReadToEndAsync(), Is.EqualTo("%PDF"));
    }

    [Test]
    public async Task PublicUrl_of_another_host_prefixes_the_path() =>
        Assert.That(
            await CreateStore("https://cdn.example.org/x/").SaveAsync("a.png", Bytes(""), "image/png", CancellationToken.None),
            Is.EqualTo("https://cdn.example.org/x/a.png")
        );

    [Test]
    public void A_new_store_deletes_partly_written_files_that_are_older_than_a_day()
    {
        CreateStore();
        var (old, young) = (Path.Combine(_folder, "root/.work/.old.part"), Path.Combine(_folder, "root/.work/.young.part"));
        File.WriteAllText(old, "x");
        File.WriteAllText(young, "x");
        File.SetLastWriteTimeUtc(old, File.GetLastWriteTimeUtc(young).AddDays(-2));
        CreateStore();
        Assert.That((File.Exists(old), File.Exists(young)), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task A_temporary_file_is_private_and_deleted_when_it_is_closed_or_at_the_next_start()
    {
        var folder = Path.Combine(_folder, "temporary");
        await using (var file = new TemporaryFolder(folder).Create())
        {
            Assert.That(File.GetUnixFileMode(file.Name), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
            Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(1));
        }

        Assert.That(Directory.GetFiles(folder), Is.Empty);
        await File.WriteAllTextAsync(Path.Combine(folder, "left"), "x");
        _ = new TemporaryFolder(folder);
        Assert.That(Directory.GetFiles(folder), Is.Empty);
    }

    [Test]
    public async Task Saving_again_replaces_and_deleting_twice_succeeds()
    {
        var store = CreateStore();
        await store.SaveAsync("a.txt", Bytes("one"), "text/plain", CancellationToken.None);
        await store.SaveAsync("a.txt", Bytes("two"), "text/plain", CancellationToken.None);
        Assert.That(await ReadAsync(store, "a.txt"), Is.EqualTo("two"));
        await store.DeleteAsync("a.txt", CancellationToken.None);
        await store.DeleteAsync("a.txt", CancellationToken.None);
        Assert.That(await ReadAsync(store, "a.txt"), Is.Null);
        Assert.That(await ReadAsync(store, "no/such/file.txt"), Is.Null);
    }

    [TestCase("../outside.txt")]
    [TestCase("a/../../outside.txt")]
    [TestCase("a/..")]
    [TestCase(".")]
    [TestCase("./a.txt")]
    [TestCase("/etc/passwd")]
    [TestCase("a//b.txt")]
    [TestCase("a/")]
    [TestCase("")]
    [TestCase("a\\..\\b.txt")]
    [TestCase("C:evil.txt")]
    [TestCase("a.txt\n")]
    [TestCase("a\0.txt")]
    [TestCase("%2e%2e/a.txt")]
    [TestCase(".work/a.txt")]
    [TestCase("ä.txt")]
    public void Unsafe_path_is_rejected_by_every_method(string path)
    {
        var store = CreateStore();
        Assert.ThrowsAsync<ArgumentException>(() => store.SaveAsync(path, Bytes("x"), "text/plain", CancellationToken.None));
        Assert.ThrowsAsync<ArgumentException>(() => store.OpenAsync(path, CancellationToken.None));
        Assert.ThrowsAsync<ArgumentException>(() => store.DeleteAsync(path, CancellationToken.None));
        Assert.That(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public async Task Interrupted_upload_keeps_the_old_file_and_leaves_no_temporary_file()
    {
        var store = CreateStore();
        await store.SaveAsync("a.txt", Bytes("old"), "text/plain", CancellationToken.None);
        Assert.ThrowsAsync<IOException>(() => store.SaveAsync("a.txt", new FailingStream(), "text/plain", CancellationToken.None));
        Assert.That(await ReadAsync(store, "a.txt"), Is.EqualTo("old"));
        Assert.That(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Reader_sees_one_complete_version_during_writes()
    {
        var store = CreateStore();
        var versions = Enumerable.Range(0, 10).Select(i => new string((char)('a' + i), 200_000)).ToArray();
        await store.SaveAsync("a.txt", Bytes(versions[0]), "text/plain", CancellationToken.None);
        var writers = versions
            .Select(text => Task.Run(() => store.SaveAsync("a.txt", Bytes(text), "text/plain", CancellationToken.None)))
            .ToArray();
        for (var i = 0; i < 50; i++)
            Assert.That(versions, Does.Contain(await ReadAsync(store, "a.txt")));
        await Task.WhenAll(writers);
    }
}
