using MediatR;
using Microsoft.AspNetCore.Mvc;
using OpenEvent.Application.Lab;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;
using OpenEvent.WebApi.Identity;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>What users do with scripts, lessons and classes beside JSON:API (docs/reference/lab-http.md#scripts-and-runs).</summary>
internal static class ScriptEndpoints
{
    public static void MapLabScripts(this IEndpointRouteBuilder app)
    {
        var routes = new RouteTable(app, "Lab");
        routes.Get("/v1/lab/limits", GetLimitsAsync, RoutePermission.SignedIn);
        routes.Post("/v1/lab/scripts/{key:long}/fork", CopyAsync, RoutePermission.SignedIn);
        routes.Post("/v1/lab/shared-scripts/{code}/fork", CopySharedAsync, RoutePermission.SignedIn);
        routes.Post("/v1/lab/scripts/{key:long}/answers", AnswerAsync, RoutePermission.SignedIn);
        routes.Post("/v1/lab/classes/join", JoinAsync, RoutePermission.SignedIn);
        routes.Post("/v1/lab/classes/{key:long}/join-code", RenewJoinCodeAsync, RoutePermission.ClassTeacher);
    }

    /// <summary>Sends a row as a JSON:API document.</summary>
    public static async Task SendDocumentAsync<T>(HttpContext http, int status, long id)
        where T : Entity
    {
        var services = http.RequestServices;
        var resource = services.GetRequiredService<ResourceCatalog>().Of<T>();
        var page = await services
            .GetRequiredService<IMediator>()
            .Send(new ReadBackQuery<T>(id, ResourceQuery.Default), http.RequestAborted);
        if (status == StatusCodes.Status201Created)
            http.Response.Headers.Location = resource.SelfOf(page.Rows[0]);
        await services.GetRequiredService<DocumentSender>().SendOneAsync(http, status, resource, page, ResourceQuery.Default);
    }

    private static async Task<IResult> GetLimitsAsync(IMediator mediator, CancellationToken ct)
    {
        var (settings, sandbox, status, runs, isVerified) = await mediator.Send(new GetLabLimits(), ct);
        return LabEndpoints.Json(
            new
            {
                Scripts = new
                {
                    Available = status.State == SandboxState.Ready,
                    State = status.State,
                    status.Reason,
                    sandbox.Seconds,
                    sandbox.MemoryMegabytes,
                    sandbox.Processes,
                    OutputKilobytes = sandbox.OutputBytes / 1024,
                    sandbox.ScratchMegabytes,
                    sandbox.CodeCharacters,
                    sandbox.Concurrent,
                    Verified = isVerified,
                    PerUser = runs.AtOnce,
                    PerUserAndDay = runs.PerDay,
                    MaxScripts = ScriptQuota.MaxScripts,
                    LabScript.KeptVersions,
                },
                Calls = new
                {
                    settings.CallSeconds,
                    settings.QueueSeconds,
                    settings.CallsPerUser,
                },
                Streams = new
                {
                    settings.Streams.PerUser,
                    settings.Streams.ViewersPerUser,
                    settings.Streams.FramesPerSecond,
                    settings.Streams.IdleMinutes,
                },
                Bookings = new
                {
                    settings.BookingMinutes,
                    BookingsPerUser = settings.GetMaxBookings(isVerified),
                    settings.BookingDaysAhead,
                    settings.IdleMinutes,
                },
            }
        );
    }

    private static async Task CopyAsync(HttpContext http, [FromRoute(Name = "key")] long id, IMediator mediator, CancellationToken ct) =>
        await SendDocumentAsync<LabScript>(http, StatusCodes.Status201Created, (await mediator.Send(new CopyScript(id, null), ct)).Id);

    private static async Task CopySharedAsync(HttpContext http, string code, IMediator mediator, CancellationToken ct) =>
        await SendDocumentAsync<LabScript>(http, StatusCodes.Status201Created, (await mediator.Send(new CopyScript(null, code), ct)).Id);

    private static async Task<IResult> AnswerAsync(
        HttpContext http,
        [FromRoute(Name = "key")] long id,
        IMediator mediator,
        CancellationToken ct
    )
    {
        var answer = (await JsonBody.ReadAsync(http)).GetRequiredText("answer");
        var result = await mediator.Send(new AnswerLesson(id, answer), ct);
        return LabEndpoints.Json(new { Correct = result.IsCorrect, result.Explanation });
    }

    private static async Task JoinAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var code = (await JsonBody.ReadAsync(http)).GetRequiredText("code");
        var member = await mediator.Send(new JoinClass(code), ct);
        await SendDocumentAsync<LabClassMember>(http, StatusCodes.Status201Created, member.Id);
    }

    private static async Task<IResult> RenewJoinCodeAsync([FromRoute(Name = "key")] long id, IMediator mediator, CancellationToken ct) =>
        LabEndpoints.Json(new { JoinCode = await mediator.Send(new RenewJoinCode(id), ct) });
}
