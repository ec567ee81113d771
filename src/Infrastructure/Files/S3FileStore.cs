using System.Net;
using Minio;
using Minio.DataModel.Args;
using Minio.Exceptions;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Files;

/// <summary>
/// Stores files in a bucket of an S3-compatible server, where writing an object is atomic. The bucket stays private: clients read through
/// this server, under a path that cannot be guessed, unless <c>Storage:PublicUrl</c> names a host that serves the bucket.
/// </summary>
internal sealed class S3FileStore : IFileStore, IDisposable
{
    private readonly ITemporaryFiles _temporaryFiles;
    private readonly HttpClient _http;
    private readonly IMinioClient _client;
    private readonly string _bucket;
    private readonly string _publicUrl;

    /// <param name="settings">Validated settings of kind S3.</param>
    public S3FileStore(StorageSettings settings, ITemporaryFiles temporaryFiles)
    {
        _temporaryFiles = temporaryFiles;
        var endpoint = new Uri(settings.Endpoint!);
        _http = new HttpClient { Timeout = TimeSpan.FromSeconds(settings.TimeoutSeconds) };
        _client = new MinioClient()
            .WithEndpoint(endpoint.Authority)
            .WithSSL(endpoint.Scheme == "https")
            .WithRegion(settings.Region)
            .WithCredentials(settings.AccessKey, settings.SecretKey)
            .WithHttpClient(_http)
            .Build();
        _bucket = settings.Bucket!;
        _publicUrl = settings.PublicUrl.TrimEnd('/');
    }

    public string GetUrl(string path) => $"{_publicUrl}/{path}";

    public bool IsValidPath(string path) => FilePath.IsValid(path);

    public async Task<string> SaveAsync(string path, Stream content, string contentType, CancellationToken ct)
    {
        FilePath.RequireValid(path);
        // S3 needs the length first. An interrupted upload fails here, and the object stays unchanged.
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
        return GetUrl(path);
    }

    /// <remarks>
    /// Uses a presigned URL that is valid for one minute. The download of the Minio client takes an error response without a body for a
    /// missing object.
    /// </remarks>
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
                    throw new FileStoreUnavailableException($"The S3 server rejected the request: {(int)response.StatusCode}.");
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

    /// <summary>A temporary file, not memory: files may be large, and many uploads run at a time.</summary>
    private async Task<Stream> SpoolAsync(Stream content, CancellationToken ct)
    {
        var spoolFile = _temporaryFiles.Create();
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

    /// <summary>
    /// Turns the exceptions of the Minio client, which may contain request details, into a <see cref="FileStoreUnavailableException"/>,
    /// which jobs retry.
    /// </summary>
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
        // Access errors of the client do not derive from MinioException.
        catch (Exception e) when (e.GetType().Namespace == typeof(MinioException).Namespace)
        {
            throw new FileStoreUnavailableException($"The S3 server rejected the request: {e.GetType().Name}.", e);
        }
        catch (HttpRequestException e)
        {
            throw new FileStoreUnavailableException("The S3 server cannot be reached (Storage:Endpoint).", e);
        }
        catch (OperationCanceledException e) when (e.InnerException is TimeoutException)
        {
            throw new FileStoreUnavailableException("The S3 server does not answer (Storage:TimeoutSeconds).", e);
        }
    }

    private FileStoreUnavailableException CreateMissingBucketException(Exception? e) =>
        new($"The bucket {_bucket} does not exist (Storage:Bucket).", e);
}
