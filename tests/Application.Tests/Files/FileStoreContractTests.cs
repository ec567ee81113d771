using System.Text;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Infrastructure.Files;
using OpenEvent.Testing;

namespace OpenEvent.Application.Tests.Files;

/// <summary>The behaviour that both file stores share: the folder, and the bucket on a real S3 server (s3rver).</summary>
[TestFixture(StorageSettings.Folder)]
[TestFixture(StorageSettings.S3)]
public sealed class FileStoreContractTests(string kind)
{
    private string _folder = null!;
    private S3TestServer? _s3;
    private IFileStore _store = null!;

    [OneTimeSetUp]
    public void Start()
    {
        _folder = Directory.CreateTempSubdirectory("openevent-contract-").FullName;
        if (kind == StorageSettings.S3)
            _s3 = S3TestServer.Start();
        _store = _s3 is null
            ? new FolderFileStore(_folder, "/files", TimeProvider.System)
            : new S3FileStore(S3TestSettings.Create(_s3.Endpoint), new TemporaryFolder(_folder));
    }

    [OneTimeTearDown]
    public void Stop()
    {
        (_store as IDisposable)?.Dispose();
        _s3?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Opened_file_has_the_saved_bytes_type_and_length()
    {
        var url = await _store.SaveAsync("tickets/a1b2/7.pdf", Bytes("%PDF ü"), "application/pdf", CancellationToken.None);
        Assert.That(url, Is.EqualTo("/files/tickets/a1b2/7.pdf"));
        await using var file = await _store.OpenAsync("tickets/a1b2/7.pdf", CancellationToken.None);
        Assert.That((file!.ContentType, file.Length), Is.EqualTo(("application/pdf", 7L)));
        Assert.That(await new StreamReader(file.Content).ReadToEndAsync(), Is.EqualTo("%PDF ü"));
    }

    [Test]
    public async Task Saving_again_replaces()
    {
        await _store.SaveAsync("again.txt", Bytes("one"), "text/plain", CancellationToken.None);
        await _store.SaveAsync("again.txt", Bytes("two"), "text/plain", CancellationToken.None);
        Assert.That(await ReadAsync("again.txt"), Is.EqualTo("two"));
    }

    [Test]
    public async Task Deleted_file_is_gone_and_deleting_twice_succeeds()
    {
        await _store.SaveAsync("gone/a.txt", Bytes("one"), "text/plain", CancellationToken.None);
        await _store.DeleteAsync("gone/a.txt", CancellationToken.None);
        await _store.DeleteAsync("gone/a.txt", CancellationToken.None);
        Assert.That(await ReadAsync("gone/a.txt"), Is.Null);
    }

    [Test]
    public async Task Unknown_file_is_null() => Assert.That(await ReadAsync("no/such/file.txt"), Is.Null);

    [Test]
    public async Task Folder_and_file_below_a_file_are_null()
    {
        await _store.SaveAsync("folder/a.txt", Bytes("one"), "text/plain", CancellationToken.None);
        Assert.That(await ReadAsync("folder"), Is.Null);
        if (kind == StorageSettings.Folder)
            Assert.That(await ReadAsync("folder/a.txt/b.txt"), Is.Null);
        Assert.That(await ReadAsync("folder/a.txt"), Is.EqualTo("one"));
    }

    [Test]
    public async Task Empty_file_can_be_stored()
    {
        await _store.SaveAsync("empty.txt", Bytes(""), "text/plain", CancellationToken.None);
        Assert.That(await ReadAsync("empty.txt"), Is.Empty);
    }

    [Test]
    public async Task File_of_many_megabytes_is_returned_completely()
    {
        var content = new byte[12 * 1024 * 1024 + 7];
        new Random(5).NextBytes(content);
        await _store.SaveAsync("big.bin", new MemoryStream(content), "application/octet-stream", CancellationToken.None);
        await using var file = await _store.OpenAsync("big.bin", CancellationToken.None);
        using var read = new MemoryStream();
        await file!.Content.CopyToAsync(read);
        Assert.That(read.ToArray().AsSpan().SequenceEqual(content));
    }

    [TestCase("../outside.txt")]
    [TestCase("/etc/passwd")]
    [TestCase("a//b.txt")]
    [TestCase("a/")]
    [TestCase("")]
    [TestCase("a.txt\n")]
    [TestCase(".work/a.txt")]
    [TestCase("ä.txt")]
    public void Unsafe_path_is_rejected_by_every_method(string path)
    {
        Assert.ThrowsAsync<ArgumentException>(() => _store.SaveAsync(path, Bytes("x"), "text/plain", CancellationToken.None));
        Assert.ThrowsAsync<ArgumentException>(() => _store.OpenAsync(path, CancellationToken.None));
        Assert.ThrowsAsync<ArgumentException>(() => _store.DeleteAsync(path, CancellationToken.None));
    }

    [Test]
    public async Task Interrupted_upload_keeps_the_old_file()
    {
        await _store.SaveAsync("kept.txt", Bytes("old"), "text/plain", CancellationToken.None);
        Assert.ThrowsAsync<IOException>(() => _store.SaveAsync("kept.txt", new FailingStream(), "text/plain", CancellationToken.None));
        Assert.That(await ReadAsync("kept.txt"), Is.EqualTo("old"));
    }

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    private async Task<string?> ReadAsync(string path)
    {
        await using var file = await _store.OpenAsync(path, CancellationToken.None);
        return file is null ? null : await new StreamReader(file.Content).ReadToEndAsync();
    }
}
