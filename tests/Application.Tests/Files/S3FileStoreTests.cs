using NUnit.Framework;
using OpenEvent.Infrastructure.Files;
using OpenEvent.Testing;

namespace OpenEvent.Application.Tests.Files;

/// <summary>Failures that only a bucket can have, with a real S3 server (s3rver).</summary>
public sealed class S3FileStoreTests
{
    private static readonly TemporaryFolder TemporaryFiles = new(Path.Combine(Path.GetTempPath(), "openevent-s3-tests"));

    private S3TestServer _s3 = null!;

    [OneTimeSetUp]
    public void Start() => _s3 = S3TestServer.Start();

    [OneTimeTearDown]
    public void Stop() => _s3.Dispose();

    [Test]
    public void Missing_bucket_is_reported_with_its_setting() =>
        AssertFails(S3TestSettings.Create(_s3.Endpoint, bucket: "no-such-bucket"), "Storage:Bucket");

    [Test]
    public void Wrong_access_key_is_rejected_and_the_message_does_not_contain_the_secret()
    {
        // s3rver checks the access key only. It does not verify version 4 signatures, so it would accept a wrong secret alone.
        var message = AssertFails(S3TestSettings.Create(_s3.Endpoint, secret: "wrong-secret") with { AccessKey = "NOBODY" }, "rejected");
        Assert.That(message, Does.Not.Contain("wrong-secret"));
    }

    [Test]
    public void Unreachable_server_is_reported_with_its_setting()
    {
        using var closedPort = new ClosedPort();
        AssertFails(S3TestSettings.Create($"http://127.0.0.1:{closedPort.Number}"), "Storage:Endpoint");
    }

    [Test]
    public async Task PublicUrl_of_another_host_prefixes_the_path()
    {
        var settings = S3TestSettings.Create(_s3.Endpoint) with { PublicUrl = "https://cdn.example.org/x/" };
        using var store = new S3FileStore(settings, TemporaryFiles);
        Assert.That(
            await store.SaveAsync("tickets/1.pdf", new MemoryStream([1]), "application/pdf", CancellationToken.None),
            Is.EqualTo("https://cdn.example.org/x/tickets/1.pdf")
        );
    }

    /// <returns>The exception as text, with its stack trace.</returns>
    private static string AssertFails(StorageSettings settings, string expectedMessage)
    {
        using var store = new S3FileStore(settings, TemporaryFiles);
        var saved = Assert.CatchAsync<IOException>(() =>
            store.SaveAsync("a.txt", new MemoryStream([1]), "text/plain", CancellationToken.None)
        );
        Assert.That(saved!.Message, Does.Contain(expectedMessage));
        Assert.CatchAsync<IOException>(() => store.OpenAsync("a.txt", CancellationToken.None));
        return saved.ToString();
    }
}
