using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Link;

/// <summary>
/// Whether a board acknowledges bytes for its UART. Firmware from 3 on does not, but some boards do. The first such command
/// shows which kind this board is.
/// </summary>
internal sealed class UartAcknowledgement(LinkOptions options)
{
    private bool? _isSent;

    /// <summary>Forgets what is known of the board.</summary>
    public void Reset() => _isSent = null;

    /// <summary>Waits for the acknowledgement, or until the byte is sent.</summary>
    /// <exception cref="TimeoutException">The board acknowledged earlier bytes, but not this one.</exception>
    public async Task<CommandReply> ReceiveAsync(ReceiveQueue receiveQueue, CommandRequest request)
    {
        if (_isSent != false)
            try
            {
                await receiveQueue.WaitAsync(1, _isSent == true ? options.Margin : TimeSpan.FromMilliseconds(50)).ConfigureAwait(false);
                var ack = receiveQueue.Take(1)[0];
                if ((ack & 0x0F) != CommandReply.Success || receiveQueue.Available > 0)
                    throw new BoardException(BoardErrorKind.InvalidResponse, $"The board answered {request.Command.Name} with 0x{ack:X2}.");
                _isSent = true;
                return new CommandReply(FieldValues.None, ack);
            }
            catch (TimeoutException) when (_isSent is null)
            {
                _isSent = false;
            }
        await Task.Delay(TimeSpan.FromMilliseconds(2 * request.Command.Arguments.Fields[0].Width), options.Time).ConfigureAwait(false);
        return new CommandReply(FieldValues.None, null);
    }
}
