using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MediatR;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.Description;
using OpenEvent.WebApi.Identity;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>The lab's devices and their functions; bookings and the record of calls are resources under the same path.</summary>
internal static class LabEndpoints
{
    private static readonly JsonSerializerOptions SnakeCaseJson = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static void MapLab(this IEndpointRouteBuilder app)
    {
        const string queue = """{"waiting": 2, "is_busy": true, "position": 1, "expected_wait_ms": 40}""";
        const string device =
            $$"""{"name": "main", "state": "ready", "kind": "virtual", "is_virtual": true, "board": "PSLab V6", "firmware": "3.0.0", "fault": null, "queue": {{queue}}}""";
        var routes = app.MapGroup("").WithTags("Lab");
        routes
            .MapGet("/v1/lab/devices", ListDevicesAsync)
            .Describe("Lists the lab's devices, how they are and how long one waits", responseExample: $$"""{"devices": [{{device}}]}""");
        routes.MapGet("/v1/lab/devices/{name}", GetDeviceAsync).Describe("Gives one device", responseExample: device);
        routes
            .MapGet("/v1/lab/devices/{name}/queue", GetQueueAsync)
            .Describe("Says how many turns come before the caller's next call", responseExample: queue);
        routes
            .MapGet("/v1/lab/functions", ListFunctionsAsync)
            .Describe(
                "Lists what can be called on a device, with parameters, units and ranges",
                responseExample: """{"functions": [{"name": "get_voltage", "signature": "get_voltage(channel)", "summary": "Measures the voltage on an input."}]}"""
            );
        routes
            .MapPost("/v1/lab/devices/{name}/functions", CallFunctionAsync)
            .WithMetadata(new ExternalSideEffect())
            .Describe(
                "Calls a function string on a device and gives its result",
                """{"function": "get_voltage('CH1')"}""",
                """{"call": "17", "device": "main", "function": "get_voltage('CH1')", "result": {"shape": "number", "unit": "V", "value": 1.2, "text": "1.2 V"}, "waited_ms": 0.1, "took_ms": 2.1}"""
            );
    }

    private static async Task<IResult> ListDevicesAsync(IMediator mediator, CancellationToken ct) =>
        Json(new { Devices = (await mediator.Send(new ListDevices(), ct)).Select(ToResponse) });

    private static async Task<IResult> GetDeviceAsync(string name, IMediator mediator, CancellationToken ct) =>
        Json(ToResponse(await mediator.Send(new GetDevice(name), ct)));

    private static async Task<IResult> GetQueueAsync(string name, IMediator mediator, CancellationToken ct) =>
        Json(ToResponse((await mediator.Send(new GetDevice(name), ct)).Queue));

    private static async Task<IResult> ListFunctionsAsync(IMediator mediator, CancellationToken ct) =>
        Json(new { Functions = await mediator.Send(new ListFunctions(), ct) });

    private static async Task CallFunctionAsync(string name, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var body = await JsonBody.ReadAsync(http);
        var function = body.GetText("function")
            ?? throw RejectedException.Invalid("The text function is missing, e.g. get_voltage('CH1').", "/function");
        var called = await mediator.Send(new CallFunction(name, function), ct);
        using var buffer = new PooledBuffer(512 + called.Result.Length);
        WriteResult(buffer, function, called);
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = buffer.Length;
        await http.Response.Body.WriteAsync(buffer.Written, ct);
    }

    private static void WriteResult(PooledBuffer into, string function, CallFunctionResult called)
    {
        using var json = new Utf8JsonWriter(into, new JsonWriterOptions { Encoder = SnakeCaseJson.Encoder });
        json.WriteStartObject();
        json.WriteString("call"u8, called.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("device"u8, called.Device);
        json.WriteString("function"u8, function);
        json.WritePropertyName("result"u8);
        json.WriteRawValue(called.Result, skipInputValidation: true);
        json.WriteNumber("waited_ms"u8, Math.Round(called.Waited.TotalMilliseconds, 3));
        json.WriteNumber("took_ms"u8, Math.Round(called.Took.TotalMilliseconds, 3));
        json.WriteEndObject();
    }

    private static object ToResponse(DeviceStatus status) =>
        new
        {
            status.Name,
            status.Info.State,
            status.Info.Kind,
            IsVirtual = status.Info.Kind == "virtual",
            status.Info.Board,
            status.Info.Firmware,
            status.Info.Fault,
            Queue = ToResponse(status.Queue),
        };

    private static object ToResponse(DeviceQueue queue) =>
        new
        {
            queue.Waiting,
            queue.IsBusy,
            queue.Position,
            ExpectedWaitMs = Math.Round(queue.ExpectedWait.TotalMilliseconds),
        };

    private static IResult Json(object value) => Results.Json(value, SnakeCaseJson);
}
