using MediatR;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Platform;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.WebApi.Identity;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>The export of everything about a user, and the erasure of their account (docs/personal-data.md).</summary>
internal static class PrivacyEndpoints
{
    public static void MapPrivacy(this WebApplication app)
    {
        var routes = new RouteTable(app, "Accounts");
        routes.Post("/v1/users/{key}/personal-data-export", ExportAsync, RoutePermission.AccountOwner);
        routes.Post(
            "/v1/users/{key}/erasure",
            EraseAsync,
            RoutePermission.AccountOwnerOrSuperAdmin,
            new PreflightStep(ConfirmPasswordAsync)
        );
    }

    private static async Task<IResult> ExportAsync(string key, IMediator mediator, CancellationToken ct) =>
        TaskEndpoints.Started(await mediator.Send(new StartPersonalExport(new ResourceKey(key)), ct));

    private static async Task ConfirmPasswordAsync(HttpContext http)
    {
        var password = (await JsonBody.ReadAsync(http)).GetRequiredText("password");
        // An invalid body is rejected by the use case, after its permission.
        if (!NamedRouteBody.IsRejected(http))
            await http.RequestServices.GetRequiredService<IMediator>().Send(new ConfirmOwnPassword(password), http.RequestAborted);
    }

    private static async Task<IResult> EraseAsync(string key, IMediator mediator, HttpContext http, CancellationToken ct)
    {
        PreflightStep.ThrowIfRejected(http);
        return TaskEndpoints.Started(await mediator.Send(new EraseAccount(new ResourceKey(key)), ct));
    }
}
