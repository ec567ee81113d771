namespace OpenEvent.PSLab.Link;

/// <summary>Opens a <see cref="BoardLink"/> over a stream that exists already. It cannot be opened again.</summary>
internal sealed class SingleUseStream(Stream stream)
{
    private Stream? _stream = stream;

    public Task<Stream> OpenAsync(CancellationToken ct) =>
        Interlocked.Exchange(ref _stream, null) is { } unused
            ? Task.FromResult(unused)
            : throw new BoardException(BoardErrorKind.Disconnected, "The board disconnected.");
}
