using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MediatR;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>The data of a run as a file: everything as JSON, or the values of plots, tables and displays as CSV.</summary>
/// <param name="Format"><c>csv</c> or <c>json</c>.</param>
internal sealed record ExportRun(long Id, string Format) : IRequest<ExportRun.Result>
{
    internal sealed record Result(byte[] Content, string ContentType, string FileName);

    internal sealed class Handler(IMediator mediator) : IRequestHandler<ExportRun, Result>
    {
        private static readonly JsonSerializerOptions Options = new()
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented = true,
        };

        public async Task<Result> Handle(ExportRun request, CancellationToken ct)
        {
            var opened = await mediator.Send(new OpenRun(request.Id), ct);
            var output = JsonNode.Parse(opened.Output.Serialize())!.AsArray();
            var name = $"run-{request.Id}";
            return request.Format switch
            {
                "csv" => new Result(RunCsv.Write(output), "text/csv; charset=utf-8", $"{name}.csv"),
                "json" => new Result(
                    JsonSerializer.SerializeToUtf8Bytes(ToJson(opened.Run, output), Options),
                    "application/json",
                    $"{name}.json"
                ),
                _ => throw RejectedException.Malformed("format must be csv or json.", "format"),
            };
        }

        private static JsonObject ToJson(LabRun run, JsonArray output) =>
            new()
            {
                ["id"] = run.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["title"] = run.Title,
                ["status"] = run.Status,
                ["device"] = run.Device,
                ["device-kind"] = run.DeviceKind,
                ["board"] = run.Board,
                ["firmware"] = run.Firmware,
                ["circuit"] = run.Circuit,
                ["code-version"] = run.CodeVersion,
                ["code"] = run.Code,
                ["created-at"] = run.CreatedAt,
                ["started-at"] = run.StartedAt,
                ["ended-at"] = run.EndedAt,
                ["error"] = run.Error is null ? null : JsonNode.Parse(run.Error),
                ["output"] = output,
            };
    }
}
