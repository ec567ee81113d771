using OpenEvent.Infrastructure.Files;
using OpenEvent.Testing;

namespace OpenEvent.Application.Tests.Files;

internal static class Buckets
{
    public static StorageSettings On(string endpoint, string bucket = S3Peer.Bucket, string key = S3Peer.Key, string secret = S3Peer.Key) =>
        new()
        {
            Kind = StorageSettings.S3,
            Endpoint = endpoint,
            Bucket = bucket,
            AccessKey = key,
            SecretKey = secret,
            TimeoutSeconds = 20,
        };
}
