using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MediatR;
using OpenEvent.Application.Lab;
using OpenEvent.WebApi.Identity;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>The lab's devices and their functions. Bookings and calls are JSON:API resources under the same path.</summary>
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
        var routes = new RouteTable(app, "Lab");
        routes.Get("/v1/lab/devices", ListDevicesAsync, RoutePermission.SignedIn);
        routes.Get("/v1/lab/devices/{name}", GetDeviceAsync, RoutePermission.SignedIn);
        routes.Get("/v1/lab/devices/{name}/queue", GetQueueAsync, RoutePermission.SignedIn);
        routes.Put("/v1/lab/devices/{name}/circuit", ChooseCircuitAsync, RoutePermission.SignedIn);
        routes.Get("/v1/lab/circuits", ListCircuitsAsync, RoutePermission.SignedIn);
        routes.Get("/v1/lab/functions", ListFunctionsAsync, RoutePermission.SignedIn);
        routes.Post(
            "/v1/lab/devices/{name}/functions",
            CallFunctionAsync,
            RoutePermission.SignedIn,
            new ExternalSideEffect(ExternalEffectKind.Lab)
        );
    }

    private static async Task<IResult> ListDevicesAsync(IMediator mediator, CancellationToken ct) =>
        Json(new { Devices = (await mediator.Send(new ListDevices(), ct)).Select(ToResponse) });

    private static async Task<IResult> GetDeviceAsync(string name, IMediator mediator, CancellationToken ct) =>
        Json(ToResponse(await mediator.Send(new GetDevice(name), ct)));

    private static async Task<IResult> GetQueueAsync(string name, IMediator mediator, CancellationToken ct) =>
        Json(ToResponse((await mediator.Send(new GetDevice(name), ct)).Queue));

    private static async Task<IResult> ListCircuitsAsync(IMediator mediator, CancellationToken ct) =>
        Json(new { Circuits = await mediator.Send(new ListCircuits(), ct) });

    private static async Task<IResult> ChooseCircuitAsync(string name, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var circuit = (await JsonBody.ReadAsync(http)).GetNullableText("circuit");
        return Json(ToResponse(await mediator.Send(new ChooseCircuit(name, circuit), ct)));
    }

    private static async Task<IResult> ListFunctionsAsync(IMediator mediator, CancellationToken ct) =>
        Json(new { Functions = await mediator.Send(new ListFunctions(), ct) });

    private static async Task CallFunctionAsync(string name, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var body = await JsonBody.ReadAsync(http);
        var function = body.GetText("function") ?? "";
        var called = await mediator.Send(new CallFunction(name, function, body.GetText("circuit")), ct);
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
        if (called.Notice is not null)
            json.WriteString("notice"u8, called.Notice);
        if (called.StartedSafe)
            json.WriteBoolean("started_safe"u8, true);
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
            status.Info.IsVirtual,
            status.Info.Board,
            status.Info.Firmware,
            status.Info.Fault,
            status.Circuit,
            status.Info.ConfiguredCircuit,
            CircuitsSelectable = status.Info.IsVirtual,
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

    public static IResult Json(object value) => Results.Json(value, SnakeCaseJson);
}
