using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace OpenEvent.WebApi.Hosting;

/// <summary>
/// The response of a request that may be answered while its work goes on. After <see cref="TryDetach"/> the work writes its status, headers
/// and body to nowhere. Without this, both would write into one response: the client, and the answer that is stored for the
/// <c>Idempotency-Key</c>, would get parts of two.
/// </summary>
internal sealed class DetachableResponse : Stream, IHttpResponseFeature, IHttpResponseBodyFeature
{
    /// <summary>Whether the running code writes the answer. It and the callbacks of its response get the client's headers.</summary>
    private static readonly AsyncLocal<bool> IsAnswer = new();

    private readonly Lock _lock = new();
    private readonly IHttpResponseFeature _response;
    private readonly IHttpResponseBodyFeature _body;
    private bool _isStarted;

    /// <summary>What the work writes to, once it is detached.</summary>
    private HttpResponseFeature? _nowhere;

    private DetachableResponse(IHttpResponseFeature response, IHttpResponseBodyFeature body) => (_response, _body) = (response, body);

    /// <summary>From now on, the response of the request is detachable.</summary>
    public static DetachableResponse Install(HttpContext http)
    {
        var response = new DetachableResponse(
            http.Features.GetRequiredFeature<IHttpResponseFeature>(),
            http.Features.GetRequiredFeature<IHttpResponseBodyFeature>()
        );
        http.Features.Set<IHttpResponseFeature>(response);
        http.Features.Set<IHttpResponseBodyFeature>(response);
        return response;
    }

    /// <returns>False: the work has begun to send its own answer.</returns>
    public bool TryDetach()
    {
        lock (_lock)
        {
            if (_isStarted || _response.HasStarted)
                return false;
            // The work goes on with what it has set: the answer that is stored for its key needs its own headers.
            var nowhere = new HttpResponseFeature { StatusCode = _response.StatusCode };
            try
            {
                foreach (var (name, value) in _response.Headers)
                    nowhere.Headers[name] = value;
            }
            catch (InvalidOperationException)
            {
                return false; // The work sets a header at this moment: it answers by itself.
            }

            _nowhere = nowhere;
            return true;
        }
    }

    /// <summary>Sends an answer to the client, after <see cref="TryDetach"/>.</summary>
    /// <param name="write">Gets a request whose response has no header of the work.</param>
    public async Task AnswerAsync(Func<HttpContext, Task> write)
    {
        IsAnswer.Value = true;
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature());
        features.Set(_response);
        features.Set(_body);
        await write(new DefaultHttpContext(features));
        await _body.CompleteAsync();
    }

    /// <summary>When the work has ended, the rest of the pipeline sees what the client has got.</summary>
    public void Uninstall(HttpContext http)
    {
        http.Features.Set(_response);
        http.Features.Set(_body);
    }

    public int StatusCode
    {
        get
        {
            lock (_lock)
                return Current.StatusCode;
        }
        set
        {
            lock (_lock)
                Current.StatusCode = value;
        }
    }

    public string? ReasonPhrase
    {
        get
        {
            lock (_lock)
                return Current.ReasonPhrase;
        }
        set
        {
            lock (_lock)
                Current.ReasonPhrase = value;
        }
    }

    public IHeaderDictionary Headers
    {
        get
        {
            lock (_lock)
                return Current.Headers;
        }
        set
        {
            lock (_lock)
                Current.Headers = value;
        }
    }

    public bool HasStarted
    {
        get
        {
            lock (_lock)
                return Current.HasStarted;
        }
    }

    /// <summary>The stream of <see cref="IHttpResponseFeature"/>, which nobody should use any more.</summary>
    Stream IHttpResponseFeature.Body
    {
        get => this;
        set => throw new NotSupportedException("Set HttpResponse.Body.");
    }

    Stream IHttpResponseBodyFeature.Stream => this;

    PipeWriter IHttpResponseBodyFeature.Writer => Start() ? _body.Writer : PipeWriter.Create(Null);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <remarks>Called under the lock.</remarks>
    private IHttpResponseFeature Current => _nowhere is null || IsAnswer.Value ? _response : _nowhere;

    public void OnStarting(Func<object, Task> callback, object state)
    {
        lock (_lock)
            Current.OnStarting(callback, state);
    }

    public void OnCompleted(Func<object, Task> callback, object state) => _response.OnCompleted(callback, state);

    public void DisableBuffering() => _body.DisableBuffering();

    public Task StartAsync(CancellationToken cancellationToken = default) =>
        Start() ? _body.StartAsync(cancellationToken) : Task.CompletedTask;

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        Start() ? _body.SendFileAsync(path, offset, count, cancellationToken) : Task.CompletedTask;

    public Task CompleteAsync() => Start() ? _body.CompleteAsync() : Task.CompletedTask;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        Start() ? _body.Stream.WriteAsync(buffer, cancellationToken) : ValueTask.CompletedTask;

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (Start())
            _body.Stream.Write(buffer, offset, count);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) =>
        Start() ? _body.Stream.FlushAsync(cancellationToken) : Task.CompletedTask;

    public override void Flush()
    {
        if (Start())
            _body.Stream.Flush();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <returns>Whether the work sends its own answer. It can no longer be detached then.</returns>
    private bool Start()
    {
        lock (_lock)
        {
            _isStarted |= _nowhere is null;
            return _nowhere is null;
        }
    }
}
