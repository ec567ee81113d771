using System.Net;
using Minio;
using Minio.DataModel.Args;
using Minio.Exceptions;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Files;

/// <summary>
/// Keeps files in a bucket of an S3-compatible server, which shows an object whole or not at all. The bucket stays private: clients read through this
/// server under a path that nobody guesses, unless <c>Storage:PublicUrl</c> names a host that serves the bucket.
/// </summary>
internal sealed class S3FileStore : IFileStore, IDisposable
{
    private readonly HttpClient _http;
    private readonly IMinioClient _client;
    private readonly string _bucket;
    private readonly string _publicUrl;

    /// <param name="settings">Checked already.</param>
    public S3FileStore(StorageSettings settings)
    {
        var endpoint = new Uri(settings.Endpoint!);
        _http = new HttpClient { Timeout = TimeSpan.FromSeconds(settings.TimeoutSeconds) };
        _client = new MinioClient()
            .WithEndpoint(endpoint.Authority)
            .WithSSL(endpoint.Scheme == "https")
            .WithRegion(settings.Region)
            .WithCredentials(settings.AccessKey, settings.SecretKey)
            .WithHttpClient(_http)
            .Build();
        (_bucket, _publicUrl) = (settings.Bucket!, settings.PublicUrl.TrimEnd('/'));
    }

    public async Task<string> SaveAsync(string path, Stream content, string contentType, CancellationToken ct)
    {
        FilePath.RequireValid(path);
        // The protocol wants the length first; an upload that breaks off breaks off here, and the object stays as it was.
        await using var spoolFile = await SpoolAsync(content, ct);
        await TranslateErrorsAsync(() =>
            _client.PutObjectAsync(
                new PutObjectArgs()
                    .WithBucket(_bucket)
                    .WithObject(path)
                    .WithStreamData(spoolFile)
                    .WithObjectSize(spoolFile.Length)
                    .WithContentType(contentType),
                ct
            )
        );
        return $"{_publicUrl}/{path}";
    }

    /// <summary>By an address that is signed here and lives a minute: the client's own download takes a refusal without a body for a missing object.</summary>
    public async Task<StoredFile?> OpenAsync(string path, CancellationToken ct)
    {
        FilePath.RequireValid(path);
        return await TranslateErrorsAsync(async () =>
        {
            var presignedUrl = await _client.PresignedGetObjectAsync(
                new PresignedGetObjectArgs().WithBucket(_bucket).WithObject(path).WithExpiry(60)
            );
            using var request = new HttpRequestMessage(HttpMethod.Get, presignedUrl);
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if (response is { IsSuccessStatusCode: true, Content.Headers.ContentLength: { } length })
                return new StoredFile(
                    await response.Content.ReadAsStreamAsync(ct),
                    response.Content.Headers.ContentType?.ToString() ?? "application/octet-stream",
                    length
                );
            using (response)
            {
                var body = await response.Content.ReadAsStringAsync(ct);
                if (response.StatusCode != HttpStatusCode.NotFound)
                    throw new IOException($"The S3 server refused: {(int)response.StatusCode}.");
                return body.Contains("NoSuchBucket", StringComparison.Ordinal)
                    ? throw CreateMissingBucketException(null)
                    : (StoredFile?)null;
            }
        });
    }

    public Task DeleteAsync(string path, CancellationToken ct) =>
        TranslateErrorsAsync(async () =>
        {
            await _client.RemoveObjectAsync(new RemoveObjectArgs().WithBucket(_bucket).WithObject(FilePath.RequireValid(path)), ct);
            return true;
        });

    public void Dispose()
    {
        _client.Dispose();
        _http.Dispose();
    }

    private static async Task<Stream> SpoolAsync(Stream content, CancellationToken ct)
    {
        var spoolFile = CreateSpoolFile();
        try
        {
            await content.CopyToAsync(spoolFile, ct);
            spoolFile.Position = 0;
            return spoolFile;
        }
        catch
        {
            await spoolFile.DisposeAsync();
            throw;
        }
    }

    /// <summary>On the disk and not in memory: files may be large, and many are under way at a time. Gone when it is closed.</summary>
    private static FileStream CreateSpoolFile() =>
        new(
            Path.Combine(Path.GetTempPath(), $"openevent-{Guid.NewGuid():N}"),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            16 * 1024,
            FileOptions.Asynchronous | FileOptions.DeleteOnClose
        );

    /// <summary>The client's failures say little and may say too much: what comes out is an <see cref="IOException"/> that a job tries again.</summary>
    private async Task<T> TranslateErrorsAsync<T>(Func<Task<T>> request)
    {
        try
        {
            return await request();
        }
        catch (BucketNotFoundException e)
        {
            throw CreateMissingBucketException(e);
        }
        catch (Exception e) when (e.GetType().Namespace == typeof(MinioException).Namespace) // those about rights are no MinioException
        {
            throw new IOException($"The S3 server refused: {e.GetType().Name}.", e);
        }
        catch (HttpRequestException e)
        {
            throw new IOException("The S3 server cannot be reached (Storage:Endpoint).", e);
        }
    }

    private IOException CreateMissingBucketException(Exception? e) => new($"There is no bucket {_bucket} (Storage:Bucket).", e);
}
