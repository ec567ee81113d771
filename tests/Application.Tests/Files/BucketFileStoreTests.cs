using NUnit.Framework;
using OpenEvent.Infrastructure.Files;
using OpenEvent.Testing;

namespace OpenEvent.Application.Tests.Files;

/// <summary>What only a bucket can do wrong; against a real S3 server (s3rver).</summary>
public sealed class BucketFileStoreTests
{
    private S3Peer _peer = null!;

    [OneTimeSetUp]
    public void Start() => _peer = S3Peer.Start();

    [OneTimeTearDown]
    public void Stop() => _peer.Dispose();

    [Test]
    public void A_bucket_that_is_not_there_is_named_with_its_setting() =>
        AssertFails(Buckets.On(_peer.Endpoint, bucket: "no-such-bucket"), "Storage:Bucket");

    [Test]
    public void A_wrong_key_is_refused_by_the_server_and_the_secret_not_repeated_in_the_message()
    {
        // s3rver looks at whose key it is; it does not compute version 4 signatures, so a wrong secret alone would pass it.
        var message = AssertFails(Buckets.On(_peer.Endpoint, secret: "wrong-secret") with { AccessKey = "NOBODY" }, "refused");
        Assert.That(message, Does.Not.Contain("wrong-secret"));
    }

    [Test]
    public void A_server_that_is_down_is_named_with_its_setting()
    {
        using var closed = new ClosedPort();
        AssertFails(Buckets.On($"http://127.0.0.1:{closed.Number}"), "Storage:Endpoint");
    }

    [Test]
    public async Task The_address_of_a_host_that_serves_the_bucket_goes_before_the_path()
    {
        using var store = new BucketFileStore(Buckets.On(_peer.Endpoint) with { PublicUrl = "https://cdn.example.org/x/" });
        Assert.That(
            await store.SaveAsync("tickets/1.pdf", new MemoryStream([1]), "application/pdf", CancellationToken.None),
            Is.EqualTo("https://cdn.example.org/x/tickets/1.pdf")
        );
    }

    /// <returns>The message.</returns>
    private static string AssertFails(StorageSettings settings, string says)
    {
        using var store = new BucketFileStore(settings);
        var saved = Assert.CatchAsync<IOException>(() =>
            store.SaveAsync("a.txt", new MemoryStream([1]), "text/plain", CancellationToken.None)
        );
        Assert.That(saved!.Message, Does.Contain(says));
        Assert.CatchAsync<IOException>(() => store.OpenAsync("a.txt", CancellationToken.None));
        return saved.ToString();
    }
}
