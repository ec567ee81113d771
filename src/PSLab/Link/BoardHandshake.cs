using System.Text;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Link;

/// <summary>
/// Waits until a line is quiet, discards what was received, and reads the board's version. Replies arrive in the order of the commands, so
/// no older reply can follow the answer. See docs/reference/pslab-protocol.md#handshake.
/// </summary>
internal sealed class BoardHandshake(ReceiveQueue receiveQueue, LinkOptions options)
{
    /// <returns>Null if no PSLab board answered in any attempt.</returns>
    /// <exception cref="IOException">The stream has failed or ended.</exception>
    public async Task<BoardIdentity?> RunAsync()
    {
        for (var attempt = 1; attempt <= options.HandshakeAttempts; attempt++)
        {
            if (attempt > 1 || receiveQueue.Available > 0 || receiveQueue.Received > 0)
                await WaitForSilenceAsync().ConfigureAwait(false);
            receiveQueue.Discard();
            if (await ReadVersionAsync().ConfigureAwait(false) is not { } version)
                continue;
            // Answers to earlier attempts may still arrive.
            if (attempt > 1)
                await WaitForSilenceAsync().ConfigureAwait(false);
            receiveQueue.Discard();
            if (await ReadFirmwareAsync().ConfigureAwait(false) is { } firmware && receiveQueue.Available == 0)
                return new BoardIdentity(version, firmware);
        }

        return null;
    }

    private async Task WaitForSilenceAsync()
    {
        var start = options.Time.GetTimestamp();
        while (options.Time.GetElapsedTime(start) < options.QuietTime * 20)
        {
            var before = receiveQueue.Received;
            await Task.Delay(options.QuietTime, options.Time).ConfigureAwait(false);
            if (receiveQueue.HasFailed)
                throw new IOException("The port is closed.");
            if (receiveQueue.Received == before)
                return;
        }
    }

    /// <returns>Null if the answer does not arrive in time or is not that of a PSLab board.</returns>
    private async Task<string?> ReadVersionAsync()
    {
        try
        {
            await receiveQueue.WriteAsync(Commands.GetVersion.CreateRequest().Encode(), options.Margin).ConfigureAwait(false);
            var start = options.Time.GetTimestamp();
            for (var needed = 1; ; needed = receiveQueue.Available + 1)
            {
                await receiveQueue.WaitAsync(needed, options.Margin - options.Time.GetElapsedTime(start)).ConfigureAwait(false);
                if (receiveQueue.Peek(bytes => bytes.IndexOf((byte)'\n') + 1) is not (> 0 and var length))
                    continue;
                var text = Encoding.Latin1.GetString(receiveQueue.Take(length));
                return FindName(text) is { } index ? text[index..].Trim() : null;
            }
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static int? FindName(string text) =>
        text.IndexOf("PSLab", StringComparison.Ordinal) is >= 0 and var index ? index
        : text.IndexOf("CSpark", StringComparison.Ordinal) is >= 0 and var oldIndex ? oldIndex
        : null;

    /// <summary>Reads the firmware version. Firmware before 3 does not know this command: it sends nothing or one byte.</summary>
    /// <returns>Null if the answer is not a firmware version.</returns>
    private async Task<FirmwareVersion?> ReadFirmwareAsync()
    {
        await receiveQueue.WriteAsync(Commands.GetFirmware.CreateRequest().Encode(), options.Margin).ConfigureAwait(false);
        try
        {
            await receiveQueue.WaitAsync(3, options.Margin).ConfigureAwait(false);
            var bytes = receiveQueue.Take(3);
            return bytes[0] is >= 2 and < 32 ? new FirmwareVersion(bytes[0], bytes[1], bytes[2]) : null;
        }
        catch (TimeoutException)
        {
            receiveQueue.Discard();
            return FirmwareVersion.V2;
        }
    }
}
