using System.Text.Json;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Identity;
using OpenEvent.WebApi.Identity;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>
/// The routes of the first remote lab (docs/reference/lab-http.md#routes-of-the-first-remote-lab). Requests are forms and responses have
/// its JSON shapes, but failures have error status codes. A POST with the session cookie needs the header <c>X-CSRF-TOKEN</c>.
/// </summary>
internal static class LegacyLabEndpoints
{
    public const string Tag = "First remote lab";

    public static void MapLegacyLab(this IEndpointRouteBuilder app)
    {
        var plain = new RouteTable(app, Tag, new LegacyErrorFilter(message => new { status = false, message }));
        plain.Post("/signUp", SignUpAsync, RoutePermission.AnyoneIgnoringToken);
        plain.Post("/validateLogin", SignInAsync, RoutePermission.AnyoneIgnoringToken);
        plain.Post("/logout", SignOut, RoutePermission.AnyoneIgnoringToken);

        var names = new RouteTable(app, Tag, new LegacyErrorFilter(error => new { error }));
        names.Get("/getUserName", GetUserNameAsync, RoutePermission.SignedIn);

        var lists = new RouteTable(app, Tag, new LegacyErrorFilter(FunctionListError));
        lists.Get("/getFunctionList", ListFunctionsAsync, RoutePermission.SignedIn);

        var calls = new RouteTable(app, Tag, new LegacyErrorFilter(CallError));
        calls.Post("/evalFunctionString", EvaluateFunctionAsync, RoutePermission.SignedIn, new ExternalSideEffect(ExternalEffectKind.Lab));
    }

    private static object FunctionListError(string message) =>
        new
        {
            status = false,
            doc_list = Array.Empty<object>(),
            message,
        };

    private static object CallError(string message) =>
        new
        {
            status = false,
            result = message,
            message,
        };

    private static async Task<IResult> SignUpAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var form = await FormBody.ReadAsync(http);
        var name = form.Required("inputName");
        var email = form.Required("inputEmail");
        var password = form.Required("inputPassword");
        var user = await mediator.Send(
            new RegisterUser(
                new User
                {
                    FirstName = name,
                    Email = email,
                    NewPassword = password,
                }
            ),
            ct
        );
        return Results.Json(new { status = true, message = $"User {name} created with the e-mail address {user.Email}." });
    }

    private static async Task<IResult> SignInAsync(HttpContext http, IMediator mediator, AuthSettings settings, CancellationToken ct)
    {
        var form = await FormBody.ReadAsync(http);
        var session = await mediator.Send(
            new SignIn(form.Required("inputEmail"), form.Required("inputPassword"), RememberMe: false, ClientAddress.From(http)),
            ct
        );
        SessionCookies.SetAccessToken(http, session, settings);
        return Results.Json(
            new
            {
                status = true,
                access_token = session.AccessToken,
                csrf_token = session.Csrf,
            }
        );
    }

    private static IResult SignOut(HttpContext http)
    {
        SessionCookies.Clear(http);
        return Results.Json(new { status = true, message = "Signed out." });
    }

    private static async Task<IResult> GetUserNameAsync(IMediator mediator, IAuthorization authorization, CancellationToken ct)
    {
        var username = await mediator.Send(new GetDisplayName(), ct);
        // The id is not in the first lab's answer. The page keeps drafts and settings by it.
        return Results.Json(new { username, id = $"{authorization.Actor.UserId}" });
    }

    private static async Task<IResult> ListFunctionsAsync(IMediator mediator, CancellationToken ct)
    {
        var functions = await mediator.Send(new ListFunctions(), ct);
        var docs = functions
            .Where(f => f.Withdrawn is null)
            .SelectMany(f =>
                f.Aliases.Prepend(f.Name)
                    .Select(name => new
                    {
                        name,
                        args = f.Parameters.Select(p => p.Name),
                        doc_string = $"{f.Signature}\n\n{f.Summary}\n{f.Details}\n\n{f.Example}",
                    })
            );
        return Results.Json(new { status = true, doc_list = docs });
    }

    private static async Task<IResult> EvaluateFunctionAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var form = await FormBody.ReadAsync(http);
        var called = await mediator.Send(new CallFunction(form.Text("device"), form.Required("function")), ct);
        using var result = JsonDocument.Parse(called.Result);
        var value = result.RootElement.GetProperty("value");
        var text = result.RootElement.GetProperty("text").GetString()!;
        // JSON has no number for an infinite resistance, so the text is sent.
        var isInfinite = value.ValueKind == JsonValueKind.Null && text.Length > 0;
        return form.Flag("stringify") || isInfinite
            ? Results.Json(
                new
                {
                    status = true,
                    result = isInfinite ? text : value.ToString(),
                    stringified = true,
                }
            )
            : Results.Json(
                new
                {
                    status = true,
                    result = value.Clone(),
                    stringified = false,
                }
            );
    }
}
