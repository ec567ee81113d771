using System.Text.Json;

namespace OpenEvent.Application.Lab;

/// <summary>A running script. Disposing it kills the script, if it still runs, and frees its place.</summary>
public interface IScriptProcess : IAsyncDisposable
{
    /// <summary>
    /// The messages of the script in order as they come, until it has ended. To be read once. Their form is checked
    /// (<see cref="ScriptMessage"/>) and their size is limited; their content is the user's and may be anything, also HTML. Texts contain
    /// no NUL and no lone surrogates, numbers are finite. An element is valid after the process is disposed of.
    /// </summary>
    IAsyncEnumerable<JsonElement> ReadAsync(CancellationToken ct);

    /// <summary>
    /// Sends an answer: one JSON object, without a line break. <c>{"type":"result","n":…,"result":{…}}</c> or
    /// <c>{"type":"error","n":…,"message":…,"code":…}</c> for a call, <c>{"type":"value","n":…,"value":…}</c> for an input. It does not
    /// wait: a script that leaves too many answers unread is ended. An answer is ignored if the script has ended.
    /// </summary>
    /// <param name="cost">How many bytes of the output limit the answer uses.</param>
    void Send(ReadOnlyMemory<byte> jsonLine, int cost = 0);

    /// <summary>Ends the script and all its processes within 200 ms. <see cref="Completion"/> is then Killed. It does not wait.</summary>
    void Kill();

    /// <summary>
    /// How the script ended. It is set when its processes are gone; the last messages may still be to be read. It never faults.
    /// </summary>
    Task<ScriptExit> Completion { get; }
}
