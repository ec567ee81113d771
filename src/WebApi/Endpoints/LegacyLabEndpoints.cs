using System.Text.Json;
using MediatR;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;
using OpenEvent.WebApi.Description;
using OpenEvent.WebApi.Identity;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>
/// The first remote lab's routes over our use cases (<c>spec/pslab/remote.md</c>, REST endpoints): forms in, its JSON shapes out, but with honest status
/// codes. The cookie that signing in sets obeys the rules of our other session cookies: a POST needs <c>X-CSRF-TOKEN</c>.
/// </summary>
internal static class LegacyLabEndpoints
{
    private static readonly string[] ScriptRoutes =
    [
        "addScript",
        "getScriptById",
        "getScriptByFilename",
        "updateCode",
        "deleteScript",
        "runScriptById",
        "runScriptByFilename",
    ];

    public static void MapLegacyLab(this IEndpointRouteBuilder app)
    {
        const string done = """{"status": true, "message": "Done."}""";
        var routes = app.MapGroup("").WithTags("First remote lab");
        var plain = routes.MapGroup("").AddEndpointFilter(new LegacyErrorFilter(message => new { status = false, message }));
        plain
            .MapPost("/signUp", SignUpAsync)
            .WithMetadata(new IgnoreTokenMetadata())
            .Describe("Registers an account; a form with inputName, inputEmail, inputPassword", responseExample: done);
        plain
            .MapPost("/validateLogin", SignInAsync)
            .WithMetadata(new IgnoreTokenMetadata())
            .Describe(
                "Signs in by a cookie; a form with inputEmail, inputPassword",
                responseExample: """{"status": true, "access_token": "eyJ…", "csrf_token": "b7Jk…"}"""
            );
        plain.MapPost("/logout", SignOut).WithMetadata(new IgnoreTokenMetadata()).Describe("Forgets the cookie", responseExample: done);
        routes
            .MapGet("/getUserName", GetUserNameAsync)
            .AddEndpointFilter(new LegacyErrorFilter(error => new { error }))
            .Describe("Gives the caller's name", responseExample: """{"username": "Ada"}""");
        routes
            .MapGet("/getFunctionList", ListFunctionsAsync)
            .AddEndpointFilter(
                new LegacyErrorFilter(message => new
                {
                    status = false,
                    doc_list = Array.Empty<object>(),
                    message,
                })
            )
            .Describe(
                "Lists what can be called",
                responseExample: """{"status": true, "doc_list": [{"name": "get_voltage", "args": ["channel"], "doc_string": "get_voltage(channel)"}]}"""
            );
        routes
            .MapPost("/evalFunctionString", EvaluateFunctionAsync)
            .WithMetadata(new ExternalSideEffect())
            .AddEndpointFilter(
                new LegacyErrorFilter(message => new
                {
                    status = false,
                    result = message,
                    message,
                })
            )
            .Describe(
                "Calls a function string; a form with function, stringify, device",
                responseExample: """{"status": true, "result": 1.2, "stringified": false}"""
            );
        // Until scripts exist: 404 in the reference's shape. A list would say "you have none", which nobody knows.
        foreach (var route in ScriptRoutes)
            plain.MapPost($"/{route}", RejectScript).Describe("Refused: scripts are not served yet", responseExample: done);
        plain.MapGet("/getScriptList", RejectScript).Describe("Refused: scripts are not served yet", responseExample: done);
    }

    private static async Task<IResult> SignUpAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var form = await LegacyForm.ReadAsync(http);
        var (name, email, password) = (form.Required("inputName"), form.Required("inputEmail"), form.Required("inputPassword"));
        if (name.Length > 50)
            throw RejectedException.Invalid("A name has at most 50 characters.");
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
        var form = await LegacyForm.ReadAsync(http);
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

    private static async Task<IResult> GetUserNameAsync(IMediator mediator, CancellationToken ct) =>
        Results.Json(new { username = await mediator.Send(new GetDisplayName(), ct) });

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
        var form = await LegacyForm.ReadAsync(http);
        var called = await mediator.Send(new CallFunction(form.Text("device"), form.Required("function")), ct);
        using var result = JsonDocument.Parse(called.Result);
        var (value, text) = (result.RootElement.GetProperty("value"), result.RootElement.GetProperty("text").GetString()!);
        // An endless resistance has no JSON number: the text says it.
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

    private static void RejectScript() =>
        throw new RejectedException(
            RejectionKind.NotFound,
            [new Problem("Scripts are not served yet: send single function strings to /evalFunctionString.")]
        );
}
