using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Carries out what a script asks for: shows texts and elements, calls the device, reads inputs.</summary>
internal sealed class RunMessageHandler(
    RunRequest request,
    IScriptProcess process,
    RunOutput output,
    RunInputs inputs,
    DeviceCaller caller,
    ILogger log
)
{
    private const int MaxTraceback = 20_000;

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The exception that the script reported; null if it reported none.</summary>
    public RunError? Error { get; private set; }

    /// <exception cref="RunMessageException">The script's own functions do not send such a message.</exception>
    public async Task HandleAsync(JsonElement json, CancellationToken ct)
    {
        var message = new RunMessage(json);
        switch (message.Type)
        {
            case ScriptMessage.Console:
                output.Append(ScriptMessage.Console, ReadConsole(message));
                break;
            case ScriptMessage.Add:
                output.Add(RunElement.Read(message.Object("element")));
                break;
            case ScriptMessage.Update:
                var patch = message.Object("patch");
                if (patch.EnumerateObject().Any())
                    output.Update(message.Text("id", RunMessage.MaxNameLength), element => RunElement.Apply(element, patch));
                break;
            case ScriptMessage.Progress:
                output.Set(ScriptMessage.Progress, ScriptMessage.Progress, ReadProgress(message));
                break;
            case ScriptMessage.Error:
                Error = ReadError(message);
                break;
            case ScriptMessage.Input:
                inputs.Ask(message.Number("n"), message.Text("id", RunMessage.MaxNameLength), message.Flag("wait"));
                break;
            case ScriptMessage.Call:
                await CallAsync(message.Number("n"), message.Text("function", LabCall.MaxFunctionLength), ct);
                break;
            default:
                throw new RunMessageException("The script sent a message of an unknown type.");
        }
    }

    private static JsonObject ReadConsole(RunMessage message)
    {
        var stream = message.Text("stream", 3);
        return stream is "out" or "err"
            ? new JsonObject { ["stream"] = stream, ["text"] = message.Text("text", RunMessage.MaxTextLength) }
            : throw new RunMessageException("The console has the streams out and err.");
    }

    private static JsonObject ReadProgress(RunMessage message) =>
        new() { ["value"] = message.Fraction("value"), ["text"] = message.OptionalText("text", RunMessage.MaxTextLength) };

    private static RunError ReadError(RunMessage message)
    {
        var traceback = message.OptionalText("traceback", RunMessage.MaxTextLength);
        return new RunError(
            message.OptionalNumber("line"),
            message.OptionalText("message", RunMessage.MaxTextLength) ?? "",
            message.OptionalText("exception", RunMessage.MaxNameLength),
            traceback is { Length: > MaxTraceback } ? traceback[^MaxTraceback..] : traceback
        );
    }

    /// <summary>Calls the device as the run's user. While it works, the script's next messages wait.</summary>
    private async Task CallAsync(long number, string function, CancellationToken ct)
    {
        byte[] answer;
        try
        {
            var called = await caller.CallAsync(
                new LabUser(request.UserId, request.IsVerified),
                request.Device,
                function,
                ct,
                request.Circuit
            );
            answer = Write(json =>
            {
                json.WriteString("type"u8, "result"u8);
                json.WriteNumber("n"u8, number);
                json.WritePropertyName("result"u8);
                json.WriteRawValue(called.Result, skipInputValidation: true);
                if (called.Notice is not null)
                    json.WriteString("notice"u8, called.Notice);
            });
        }
        catch (RejectedException rejection)
        {
            answer = WriteError(number, rejection.Message, rejection.Problems[0].Code);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return; // The script has ended, or ends now.
        }
        catch (Exception failure)
        {
            log.LogError(failure, "A call of run {Run} failed", request.Id);
            answer = WriteError(number, "The server failed to carry out the call.", null);
        }

        process.Send(answer);
    }

    private static byte[] WriteError(long number, string message, string? code) =>
        Write(json =>
        {
            json.WriteString("type"u8, "error"u8);
            json.WriteNumber("n"u8, number);
            json.WriteString("message"u8, message);
            json.WriteString("code"u8, code);
        });

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, WriterOptions))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }
}
