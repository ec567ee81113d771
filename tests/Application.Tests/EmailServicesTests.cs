using System.ComponentModel.DataAnnotations;
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

public sealed class EmailServicesTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("openevent-email-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private ServiceProvider Services(MailSettings? mail = null, StorageSettings? storage = null) =>
        new ServiceCollection()
            .AddLogging()
            .AddSingleton<PlatformSettings>()
            .AddEmailAndFiles(mail ?? new MailSettings(), storage ?? new StorageSettings(), _folder)
            .BuildServiceProvider(validateScopes: true);

    [Test]
    public async Task Without_settings_everything_goes_to_the_data_folder()
    {
        await using var services = Services();
        await services
            .GetRequiredService<IMailer>()
            .SendAsync(new RenderedEmail("a", "ada@example.org", "Hi", "<p>Hi</p>", "Hi"), CancellationToken.None);
        await services.GetRequiredService<IFileStore>().SaveAsync("a/b.txt", new MemoryStream([1]), "text/plain", CancellationToken.None);
        Assert.That(Directory.GetFiles(Path.Combine(_folder, "mail"), "*.eml"), Has.Length.EqualTo(1));
        Assert.That(File.Exists(Path.Combine(_folder, "files", "a", "b.txt")));
        Assert.That(services.GetRequiredService<IPdfRenderer>(), Is.Not.Null);
        Assert.That(
            services.GetRequiredService<IEmailRenderer>().Render(new PasswordChange("Ada"), DateTimeOffset.UnixEpoch).Text,
            Does.Contain("Ada")
        );
    }

    [Test]
    public void With_a_host_emails_are_sent_by_smtp()
    {
        using var services = Services(new MailSettings { Host = "mail.example.org", Security = MailSecurity.StartTls });
        Assert.That(services.GetRequiredService<IMailer>(), Is.InstanceOf<SmtpMailer>());
    }

    [Test]
    public void Password_is_not_in_the_settings_text() =>
        Assert.That(
            new MailSettings
            {
                Host = "h",
                User = "u",
                Password = "secret",
            }.ToString(),
            Does.Not.Contain("secret")
        );

    [TestCase("Kind", "Cloud")]
    [TestCase("PublicUrl", "files")]
    [TestCase("Endpoint", "")]
    [TestCase("Endpoint", "s3.example.org")]
    [TestCase("Endpoint", "https://s3.example.org/with/a/path")]
    [TestCase("Bucket", "")]
    [TestCase("Bucket", "No_Bucket")]
    [TestCase("AccessKey", "")]
    [TestCase("SecretKey", "")]
    [TestCase("TimeoutSeconds", "0")]
    [TestCase("Directory", "/only/for/folders")]
    public void Wrong_bucket_setting_is_named(string key, string value)
    {
        var values = new Dictionary<string, string?>
        {
            ["Kind"] = "S3",
            ["Endpoint"] = "https://s3.example.org",
            ["Bucket"] = "files",
            ["AccessKey"] = "key",
            ["SecretKey"] = "secret-key-value",
        };
        Assert.That(FindErrors(values), Is.Empty);
        values[key] = value;
        Assert.That(FindErrors(values), Does.Contain(key));
    }

    [Test]
    public void Bucket_settings_are_rejected_for_a_folder() =>
        Assert.That(FindErrors(new() { ["Bucket"] = "files" }), Does.Contain("Bucket"));

    [Test]
    public void With_a_bucket_files_go_to_S3()
    {
        using var services = Services(storage: Bucket);
        Assert.That(services.GetRequiredService<IFileStore>(), Is.InstanceOf<S3FileStore>());
        Assert.That(Bucket.ToString(), Does.Not.Contain("secret-key-value"));
    }

    private static StorageSettings Bucket =>
        new()
        {
            Kind = "S3",
            Endpoint = "https://s3.example.org",
            Bucket = "files",
            AccessKey = "key",
            SecretKey = "secret-key-value",
        };

    private static List<string> FindErrors(Dictionary<string, string?> values)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(values).Build().Get<StorageSettings>()!;
        List<ValidationResult> errors = [];
        Validator.TryValidateObject(settings, new ValidationContext(settings), errors, validateAllProperties: true);
        return [.. errors.SelectMany(f => f.MemberNames)];
    }

    [Test]
    public void Storage_folder_can_be_elsewhere()
    {
        using var services = Services(
            storage: new StorageSettings { Directory = Path.Combine(_folder, "elsewhere"), PublicUrl = "https://cdn.example.org" }
        );
        Assert.That(services.GetRequiredService<IFileStore>(), Is.InstanceOf<FolderFileStore>());
        Assert.That(Directory.Exists(Path.Combine(_folder, "elsewhere")));
    }
}
