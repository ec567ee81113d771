using System.Runtime.Versioning;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Infrastructure.Mail;

namespace OpenEvent.Application.Tests.Mail;

public sealed class FolderMailerTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("openevent-mail-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private string EmailFolder => Path.Combine(_folder, "mail");

    private FolderMailer CreateMailer() => new(EmailFolder, "tickets@example.org", TimeProvider.System, NullLogger<FolderMailer>.Instance);

    private static RenderedEmail CreateEmail(string key, string to = "ada@example.org") => new(key, to, "Hello", "<p>Hi</p>", "Hi");

    [Test]
    public async Task The_same_key_twice_gives_one_file()
    {
        await CreateMailer().SendAsync(CreateEmail("a"), CancellationToken.None);
        await CreateMailer().SendAsync(CreateEmail("a"), CancellationToken.None);
        await CreateMailer().SendAsync(CreateEmail("b"), CancellationToken.None);
        Assert.That(Directory.GetFiles(EmailFolder), Has.Length.EqualTo(2).And.All.EndsWith(".eml"));
    }

    [Test]
    public async Task The_same_key_written_concurrently_gives_one_complete_file()
    {
        await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Task.Run(() => CreateMailer().SendAsync(CreateEmail("a"), CancellationToken.None)))
        );
        var file = Directory.GetFiles(EmailFolder).Single();
        Assert.That((await MimeMessage.LoadAsync(file)).Subject, Is.EqualTo("Hello"));
    }

    [TestCase("../../etc/passwd")]
    [TestCase("/etc/passwd")]
    [TestCase("a\0b")]
    public async Task Key_cannot_choose_another_folder(string key)
    {
        await CreateMailer().SendAsync(CreateEmail(key), CancellationToken.None);
        Assert.That(
            Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Single(),
            Does.StartWith(EmailFolder).And.EndWith(".eml")
        );
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    public async Task Files_are_readable_by_the_servers_user_only()
    {
        await CreateMailer().SendAsync(CreateEmail("a"), CancellationToken.None);
        Assert.That(
            File.GetUnixFileMode(EmailFolder),
            Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)
        );
        Assert.That(
            File.GetUnixFileMode(Directory.GetFiles(EmailFolder).Single()),
            Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite)
        );
    }

    [Test]
    public void A_missing_folder_delays_the_email()
    {
        var mailer = CreateMailer();
        Directory.Delete(EmailFolder);
        Assert.ThrowsAsync<EmailDelayedException>(() => mailer.SendAsync(CreateEmail("a"), CancellationToken.None));
    }

    [Test]
    public void An_invalid_address_is_rejected()
    {
        Assert.ThrowsAsync<EmailRejectedException>(() => CreateMailer().SendAsync(CreateEmail("a", "a@b, c@d"), CancellationToken.None));
        Assert.That(Directory.GetFiles(EmailFolder), Is.Empty);
    }
}
