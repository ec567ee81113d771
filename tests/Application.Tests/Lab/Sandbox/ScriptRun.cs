using System.Text.Json;
using OpenEvent.Application.Lab;

namespace OpenEvent.Application.Tests.Lab.Sandbox;

/// <summary>The messages of a script and how it ended.</summary>
internal sealed record ScriptRun(IReadOnlyList<JsonElement> Messages, ScriptExit Exit)
{
    public IEnumerable<JsonElement> Elements => Of(ScriptMessage.Add).Select(m => m.GetProperty("element"));

    public JsonElement? Error => Of(ScriptMessage.Error).Cast<JsonElement?>().LastOrDefault();

    /// <summary>The texts of one stream, or of both in their order.</summary>
    public string Console(string? stream = null) =>
        string.Concat(
            Of(ScriptMessage.Console)
                .Where(m => stream is null || m.GetProperty("stream").GetString() == stream)
                .Select(m => m.GetProperty("text").GetString())
        );

    public IEnumerable<JsonElement> Of(string type) => Messages.Where(m => m.GetProperty("type").GetString() == type);

    public override string ToString() => $"{Exit.Kind}: {Exit.Message} {Error?.GetProperty("traceback").GetString()}{Console()}";
}
