using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Notifications;
using OpenEvent.Application.Ticketing;
using OpenEvent.Infrastructure;
using OpenEvent.Infrastructure.Files;
using OpenEvent.Infrastructure.Mail;

namespace OpenEvent.Application.Tests;

public sealed class PostServicesTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("openevent-post-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        var all = settings.Append(("Data:Directory", _folder)).Select(one => KeyValuePair.Create(one.Item1, (string?)one.Item2));
        return new ServiceCollection().AddLogging().AddPost(new ConfigurationBuilder().AddInMemoryCollection(all).Build()).BuildServiceProvider(validateScopes: true);
    }

    [Test]
    public async Task Without_settings_everything_goes_to_the_data_folder()
    {
        await using var services = Services();
        await services.GetRequiredService<IMailer>().SendAsync(new OutgoingLetter("a", "ada@example.org", "Hi", "<p>Hi</p>", "Hi"), CancellationToken.None);
        await services.GetRequiredService<IFileStore>().SaveAsync("a/b.txt", new MemoryStream([1]), "text/plain", CancellationToken.None);
        Assert.That(Directory.GetFiles(Path.Combine(_folder, "mail"), "*.eml"), Has.Length.EqualTo(1));
        Assert.That(File.Exists(Path.Combine(_folder, "files", "a", "b.txt")));
        Assert.That(services.GetRequiredService<ITicketPdf>(), Is.Not.Null);
        Assert.That(services.GetRequiredService<ILetterWriter>().Write(new PasswordChange("Ada")).Text, Does.Contain("Ada"));
    }

    [Test]
    public void With_a_host_letters_go_by_smtp()
    {
        using var services = Services(("Mail:Host", "mail.example.org"), ("Mail:Security", "StartTls"));
        Assert.That(services.GetRequiredService<IMailer>(), Is.InstanceOf<SmtpMailer>());
    }

    [TestCase("Mail:From", "nonsense@")]
    [TestCase("Mail:Port", "70000")]
    [TestCase("Mail:TimeoutSeconds", "0")]
    [TestCase("Mail:User", "without-password")]
    [TestCase("Mail:Security", "Sometimes")]
    [TestCase("Storage:Kind", "Cloud")]
    [TestCase("Storage:PublicUrl", "files")]
    [TestCase("Storage:Bucket", "only-for-s3")]
    public void Wrong_setting_is_named_when_the_server_starts(string key, string value)
    {
        var failure = Assert.Throws<InvalidOperationException>(() => Services((key, value)));
        Assert.That(failure!.ToString(), Does.Contain(key));
    }

    [TestCase("Storage:Endpoint", "")]
    [TestCase("Storage:Endpoint", "s3.example.org")]
    [TestCase("Storage:Endpoint", "https://s3.example.org/with/a/path")]
    [TestCase("Storage:Bucket", "")]
    [TestCase("Storage:Bucket", "No_Bucket")]
    [TestCase("Storage:AccessKey", "")]
    [TestCase("Storage:SecretKey", "")]
    [TestCase("Storage:TimeoutSeconds", "0")]
    [TestCase("Storage:Directory", "/only/for/folders")]
    public void Wrong_setting_of_a_bucket_is_named_when_the_server_starts(string key, string value)
    {
        var right = Bucket.Where(one => one.Key != key).Append((key, value)).ToArray();
        var failure = Assert.Throws<InvalidOperationException>(() => Services(right));
        Assert.That(failure!.Message, Does.StartWith(key));
        Assert.That(failure.Message, Does.Not.Contain("hush"));
    }

    [Test]
    public void With_a_bucket_files_go_to_S3()
    {
        using var services = Services(Bucket);
        Assert.That(services.GetRequiredService<IFileStore>(), Is.InstanceOf<BucketFileStore>());
        Assert.That(new StorageSettings { SecretKey = "hush" }.ToString(), Does.Not.Contain("hush"));
    }

    private static readonly (string Key, string Value)[] Bucket =
    [
        ("Storage:Kind", "S3"), ("Storage:Endpoint", "https://s3.example.org"), ("Storage:Bucket", "files"), ("Storage:AccessKey", "key"), ("Storage:SecretKey", "hush"),
    ];

    [Test]
    public void Password_is_not_in_the_settings_text() =>
        Assert.That(new MailSettings { Host = "h", User = "u", Password = "secret" }.ToString(), Does.Not.Contain("secret"));

    [Test]
    public void Storage_folder_can_be_elsewhere()
    {
        using var services = Services(("Storage:Directory", Path.Combine(_folder, "elsewhere")), ("Storage:PublicUrl", "https://cdn.example.org"));
        Assert.That(services.GetRequiredService<IFileStore>(), Is.InstanceOf<FolderFileStore>());
        Assert.That(Directory.Exists(Path.Combine(_folder, "elsewhere")));
    }
}
