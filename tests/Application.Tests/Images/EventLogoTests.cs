using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Events;
using OpenEvent.Infrastructure.Files;

namespace OpenEvent.Application.Tests.Images;

/// <summary>An organizer chooses the URL of the logo, which is printed on tickets and invoices.</summary>
public sealed class EventLogoTests
{
    private static readonly byte[] Content = [1, 2, 3];

    private string _folder = null!;
    private FolderFileStore _files = null!;
    private ImageStore _images = null!;
    private OrderDocumentRenderer _documents = null!;

    [OneTimeSetUp]
    public void CreateStore()
    {
        _folder = Directory.CreateTempSubdirectory("openevent-logos-").FullName;
        _files = new FolderFileStore(_folder, "/files", TimeProvider.System);
        _images = new ImageStore(_files, new StoredFiles(_files, new ServerUrl()), fetcher: null!);
        _documents = new OrderDocumentRenderer(data: null!, pdf: null!, _images, secrets: null!);
    }

    [OneTimeTearDown]
    public void DeleteStore() => Directory.Delete(_folder, recursive: true);

    [TestCase("/files/images/a/logo.png", "images/a/logo.png")]
    [TestCase("https://api.example/files/images/a/logo.png", "images/a/logo.png")]
    public async Task Stored_picture_is_read(string url, string path) => Assert.That(await ReadLogoAsync(url, path), Is.EqualTo(Content));

    [TestCase("/files/exports/a/orders.csv", "exports/a/orders.csv")]
    [TestCase("/files/imports/a/event.zip", "imports/a/event.zip")]
    [TestCase("/files/tickets/a.pdf", "tickets/a.pdf")]
    [TestCase("/files/uploads/a/slides.png", "uploads/a/slides.png")]
    [TestCase("https://api.example/files/exports/a/orders.csv", "exports/a/orders.csv")]
    [TestCase("/files/images/../exports/a/orders.csv", "exports/a/orders.csv")]
    public async Task File_outside_the_folder_of_pictures_is_not_read(string url, string path) =>
        Assert.That(await ReadLogoAsync(url, path), Is.Empty);

    [TestCase("https://other.example/files/images/a/logo.png")]
    [TestCase("https://api.example.other/files/images/a/logo.png")]
    public async Task Picture_of_another_server_is_not_read(string url) =>
        Assert.That(await ReadLogoAsync(url, "images/a/logo.png"), Is.Empty);

    [TestCase(2, 0)]
    [TestCase(3, 3)]
    public async Task Picture_over_the_maximum_size_is_not_read(int maxBytes, int expected)
    {
        await _files.SaveAsync("images/b/logo.png", new MemoryStream(Content), "image/png", CancellationToken.None);
        var picture = await _images.ReadStoredAsync("/files/images/b/logo.png", maxBytes, CancellationToken.None);
        Assert.That(picture.Length, Is.EqualTo(expected));
    }

    private async Task<byte[]> ReadLogoAsync(string url, string path)
    {
        await _files.SaveAsync(path, new MemoryStream(Content), "image/png", CancellationToken.None);
        return (await _documents.LoadEventAsync(new Event { LogoUrl = url }, CancellationToken.None)).Logo.ToArray();
    }

    private sealed class ServerUrl : IPublicUrl
    {
        public string ToAbsolute(string url) => $"https://api.example{url}";
    }
}
