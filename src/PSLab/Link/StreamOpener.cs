namespace OpenEvent.PSLab.Link;

/// <summary>Opens the stream of a <see cref="BoardLink"/> within a time limit.</summary>
internal sealed class StreamOpener(Func<CancellationToken, Task<Stream>> open, LinkOptions options)
{
    /// <summary>False for a stream that existed before the link: when it ends, it cannot be opened again.</summary>
    public bool CanReopen => open.Target is not SingleUseStream;

    /// <exception cref="BoardException">The stream cannot be opened, or did not open in time.</exception>
    public async Task<Stream> OpenAsync()
    {
        var opening = Task.Run(() => open(CancellationToken.None));
        try
        {
            return await opening.WaitAsync(options.OpenTimeout, options.Time).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            _ = opening.ContinueWith(
                t => t.Result.Dispose(),
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnRanToCompletion,
                TaskScheduler.Default
            );
            throw new BoardException(BoardErrorKind.Disconnected, "The port did not open in time.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            throw new BoardException(BoardErrorKind.Disconnected, $"The port cannot be opened: {e.Message}", e);
        }
    }
}
