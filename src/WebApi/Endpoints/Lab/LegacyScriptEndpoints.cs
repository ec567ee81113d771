using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MediatR;
using OpenEvent.Application.Lab;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>
/// The script routes of the first remote lab (docs/reference/lab-http.md#routes-of-the-first-remote-lab). A run is answered when it has
/// ended. The elements of a script that failed are a success, as they were, with the error beside them.
/// </summary>
internal static class LegacyScriptEndpoints
{
    public static void MapLegacyScripts(this IEndpointRouteBuilder app)
    {
        var plain = new RouteTable(app, LegacyLabEndpoints.Tag, new LegacyErrorFilter(message => new { status = false, message }));
        plain.Post("/addScript", AddAsync, RoutePermission.SignedIn);
        plain.Post("/updateCode", UpdateAsync, RoutePermission.SignedIn);
        plain.Post("/deleteScript", DeleteAsync, RoutePermission.SignedIn);
        plain.Get("/getScriptList", ListAsync, RoutePermission.SignedIn);
        var found = new RouteTable(app, LegacyLabEndpoints.Tag, new LegacyErrorFilter(FindError));
        found.Post("/getScriptById", GetByIdAsync, RoutePermission.SignedIn);
        found.Post("/getScriptByFilename", GetByFileNameAsync, RoutePermission.SignedIn);
        var runs = new RouteTable(app, LegacyLabEndpoints.Tag, new LegacyErrorFilter(RunError));
        runs.Post("/runScriptById", RunByIdAsync, RoutePermission.SignedIn, new ExternalSideEffect(ExternalEffectKind.Lab));
        runs.Post("/runScriptByFilename", RunByFileNameAsync, RoutePermission.SignedIn, new ExternalSideEffect(ExternalEffectKind.Lab));
    }

    private static object FindError(string message) =>
        new
        {
            status = false,
            data = (object?)null,
            Code = (string?)null,
            message,
        };

    private static object RunError(string message) =>
        new
        {
            status = false,
            result = message,
            message,
        };

    private static async Task<IResult> AddAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var form = await FormBody.ReadAsync(http);
        await mediator.Send(new CreateCommand<LabScript>(ToDocument(form, id: null)), ct);
        return Results.Json(new { status = true, message = "The script is saved." });
    }

    private static async Task<IResult> UpdateAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var form = await FormBody.ReadAsync(http);
        var id = ReadId(http, form, "codeId");
        await mediator.Send(new UpdateCommand<LabScript>(ResourceKey.FromId(id), ToDocument(form, id), ResourceQuery.Default), ct);
        return Results.Json(new { status = true, message = "The script is changed." });
    }

    private static async Task<IResult> DeleteAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var id = ReadId(http, await FormBody.ReadAsync(http), "scriptId");
        await mediator.Send(new DeleteCommand<LabScript>(ResourceKey.FromId(id), ResourceQuery.Default, null), ct);
        return Results.Json(new { status = true, message = "The script is deleted." });
    }

    private static async Task<IResult> ListAsync(IMediator mediator, CancellationToken ct) =>
        Results.Json(
            (await mediator.Send(new ListOwnScripts(), ct)).Select(s =>
                s.Slug is null
                    ? new JsonObject
                    {
                        ["Id"] = s.Id,
                        ["Filename"] = s.Title,
                        ["Date"] = s.UpdatedAt,
                        ["readonly"] = false,
                    }
                    : new JsonObject { ["Filename"] = $"{s.Slug}.py", ["readonly"] = true }
            )
        );

    private static async Task<IResult> GetByIdAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var script = await mediator.Send(new FindScript(ReadId(http, await FormBody.ReadAsync(http), "id"), null), ct);
        return Json(Describe(script, new JsonObject { ["message"] = "Found." }));
    }

    private static async Task<IResult> GetByFileNameAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var script = await mediator.Send(new FindScript(null, (await FormBody.ReadAsync(http)).Required("Filename")), ct);
        return Json(
            new JsonObject
            {
                ["status"] = true,
                ["Filename"] = NameOf(script),
                ["Code"] = script.Code,
            }
        );
    }

    private static async Task<IResult> RunByIdAsync(
        HttpContext http,
        IMediator mediator,
        IHostApplicationLifetime host,
        CancellationToken ct
    )
    {
        var form = await FormBody.ReadAsync(http);
        var script = await mediator.Send(new FindScript(ReadId(http, form, "Id"), null), ct);
        return Json(Describe(script, await RunAsync(script, form, mediator, host, ct)));
    }

    private static async Task<IResult> RunByFileNameAsync(
        HttpContext http,
        IMediator mediator,
        IHostApplicationLifetime host,
        CancellationToken ct
    )
    {
        var form = await FormBody.ReadAsync(http);
        var script = await mediator.Send(new FindScript(null, form.Required("Filename")), ct);
        var answer = await RunAsync(script, form, mediator, host, ct);
        answer["status"] = true;
        answer["Code"] = script.Code;
        return Json(answer);
    }

    /// <summary>Runs a script and waits for its end. It is stopped if the client goes away.</summary>
    private static async Task<JsonObject> RunAsync(
        LabScript script,
        FormBody form,
        IMediator mediator,
        IHostApplicationLifetime host,
        CancellationToken ct
    )
    {
        var run = await mediator.Send(new StartRun(script.Id, form.Text("device"), null), ct);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct, host.ApplicationStopping);
        try
        {
            await run.Output.WaitForEndAsync(ending.Token);
        }
        catch (OperationCanceledException)
        {
            run.End(ct.IsCancellationRequested ? LabRunStatus.Stopped : LabRunStatus.Interrupted);
            throw RejectedException.Unavailable("The server is stopping. Run the script again.");
        }

        return new JsonObject
        {
            ["result"] = new JsonArray([.. run.Output.Elements()]),
            ["run"] = run.Request.Id,
            ["error"] = run.Output.FindError(),
        };
    }

    private static JsonObject Describe(LabScript script, JsonObject answer)
    {
        answer["status"] = true;
        answer["Id"] = script.Id;
        answer["Code"] = script.Code;
        answer["Filename"] = NameOf(script);
        answer["Date"] = script.UpdatedAt;
        return answer;
    }

    private static string NameOf(LabScript script) => script.Slug is { } slug ? $"{slug}.py" : script.Title;

    private static IResult Json(JsonObject answer) => Results.Json(answer);

    /// <summary>The document of the JSON:API request that does the same.</summary>
    private static JsonElement ToDocument(FormBody form, long? id)
    {
        var data = new JsonObject
        {
            ["type"] = "lab-script",
            ["attributes"] = new JsonObject { ["title"] = form.Required("inputTitle"), ["code"] = form.Required("inputDescription") },
        };
        if (id is not null)
            data["id"] = id.Value.ToString(CultureInfo.InvariantCulture);
        return JsonSerializer.SerializeToElement(new JsonObject { ["data"] = data });
    }

    /// <returns>0, which no row has, if it is missing.</returns>
    private static long ReadId(HttpContext http, FormBody form, string field)
    {
        if (long.TryParse(form.Text(field), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return id;
        NamedRouteBody.Reject(http, RejectedException.Malformed($"The field {field} is missing or no number."), isRowKey: true);
        return 0;
    }
}
