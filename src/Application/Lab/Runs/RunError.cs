using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpenEvent.Application.Lab;

/// <summary>Why a script failed, in the form of <c>LabRun.Error</c>.</summary>
/// <param name="Line">The line of the user's code, from 1; null if it is unknown.</param>
/// <param name="Exception">The name of the exception's type; null if the script raised none.</param>
internal sealed record RunError(int? Line, string Message, string? Exception = null, string? Traceback = null)
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public JsonObject ToJson() =>
        new()
        {
            ["line"] = Line,
            ["message"] = Message,
            ["exception"] = Exception,
            ["traceback"] = Traceback,
        };

    public string ToText() => ToJson().ToJsonString(Options);
}
