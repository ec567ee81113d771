using OpenEvent.Infrastructure.Files;
using OpenEvent.Testing;

namespace OpenEvent.Application.Tests.Files;

internal static class S3TestSettings
{
    public static StorageSettings Create(
        string endpoint,
        string bucket = S3TestServer.Bucket,
        string key = S3TestServer.Key,
        string secret = S3TestServer.Key
    ) =>
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
