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

    private string Mails => Path.Combine(_folder, "mail");

    private FolderMailer Mailer() => new(Mails, "tickets@example.org", TimeProvider.System, NullLogger<FolderMailer>.Instance);

    private static OutgoingLetter Letter(string key, string to = "ada@example.org") => new(key, to, "Hello", "<p>Hi</p>", "Hi");

    [Test]
    public async Task Same_letter_twice_gives_one_file()
    {
        await Mailer().SendAsync(Letter("a"), CancellationToken.None);
        await Mailer().SendAsync(Letter("a"), CancellationToken.None);
        await Mailer().SendAsync(Letter("b"), CancellationToken.None);
        Assert.That(Directory.GetFiles(Mails), Has.Length.EqualTo(2).And.All.EndsWith(".eml"));
    }

    [Test]
    public async Task Same_letter_from_many_sides_at_once_gives_one_whole_file()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Mailer().SendAsync(Letter("a"), CancellationToken.None))));
        var file = Directory.GetFiles(Mails).Single();
        Assert.That((await MimeMessage.LoadAsync(file)).Subject, Is.EqualTo("Hello"));
    }

    [TestCase("../../etc/passwd")]
    [TestCase("/etc/passwd")]
    [TestCase("a\0b")]
    public async Task Key_cannot_choose_another_place(string key)
    {
        await Mailer().SendAsync(Letter(key), CancellationToken.None);
        Assert.That(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Single(), Does.StartWith(Mails).And.EndWith(".eml"));
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    public async Task Letters_are_for_the_servers_user_only()
    {
        await Mailer().SendAsync(Letter("a"), CancellationToken.None);
        Assert.That(File.GetUnixFileMode(Mails), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        Assert.That(File.GetUnixFileMode(Directory.GetFiles(Mails).Single()), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public void Folder_that_is_gone_delays_the_letter()
    {
        var mailer = Mailer();
        Directory.Delete(Mails);
        Assert.ThrowsAsync<LetterDelayedException>(() => mailer.SendAsync(Letter("a"), CancellationToken.None));
    }

    [Test]
    public void Bad_address_is_refused_here_too()
    {
        Assert.ThrowsAsync<LetterRefusedException>(() => Mailer().SendAsync(Letter("a", "a@b, c@d"), CancellationToken.None));
        Assert.That(Directory.GetFiles(Mails), Is.Empty);
    }
}
