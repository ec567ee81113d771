using System.Globalization;
using MediatR;
using OpenEvent.Application.Events;
using OpenEvent.Application.Program;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints.Pages;

/// <summary>
/// Answers to invites, for servers without a web frontend. Accepting needs the account with the invited address: the person signs in, or
/// registers, on the same form. The token alone is enough to decline an invite to a role.
/// </summary>
internal static class InvitePages
{
    private const string Accept = "accept";
    private const string Register = "register";
    private const string Decline = "decline";
    private const string NameLabel = "Your name in the programme, if you have no speaker profile at this event yet";

    public static void MapInvitePages(this RouteTable routes)
    {
        routes.Get("/e/{ev}/role-invites", ShowRoleInviteAsync, RoutePermission.AnyoneIgnoringToken);
        routes.Post("/e/{ev}/role-invites", AnswerRoleInviteAsync, RoutePermission.AnyoneIgnoringToken, new WithoutTransaction());
        routes.Get("/group-invites", ShowGroupInviteAsync, RoutePermission.AnyoneIgnoringToken);
        routes.Post("/group-invites", AnswerGroupInviteAsync, RoutePermission.AnyoneIgnoringToken, new WithoutTransaction());
        routes.Get("/e/{ev}/cfs", ShowSpeakerInvite, RoutePermission.AnyoneIgnoringToken);
        routes.Post("/e/{ev}/cfs", AnswerSpeakerInviteAsync, RoutePermission.AnyoneIgnoringToken, new WithoutTransaction());
    }

    private static async Task<IResult> ShowRoleInviteAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var token = PageToken.OfLink(http);
        return ShowInvite(http, token, await mediator.Send(new DescribeRoleInvite(token), ct));
    }

    private static async Task<IResult> ShowGroupInviteAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var token = PageToken.OfLink(http);
        return ShowInvite(http, token, await mediator.Send(new DescribeGroupInvite(token), ct));
    }

    private static IResult ShowInvite(HttpContext http, string token, InviteDescription invite) =>
        HtmlPage.Show(
            http,
            $"Join {invite.Target} as {invite.Role}?",
            $"The invite is for {invite.Email}. Sign in to accept it. If you have no account yet, choose a password and create one.",
            PageForm.Create(
                http.Request.Path,
                PageForm.Hidden("token", token),
                PageForm.SignInFields(invite.Email),
                PageForm.Button("Sign in and accept", Accept),
                PageForm.Button("Create an account and accept", Register),
                PageForm.Button("Decline", Decline, needsFields: false)
            )
        );

    private static async Task<IResult> AnswerRoleInviteAsync(HttpContext http, IMediator mediator, PageSignIn signIn, CancellationToken ct)
    {
        var form = await FormBody.ReadAsync(http);
        var token = PageToken.Read(form.Text("token"));
        if (form.Text(PageForm.Answer) == Decline)
        {
            await mediator.Send(new DeclineRoleInvite(token), ct);
            return ShowDeclined(http);
        }

        await EnterAsync(http, form, signIn, () => mediator.Send(new DescribeRoleInvite(token), ct), ct);
        var result = await mediator.Send(new AcceptRoleInvite(token), ct);
        return HtmlPage.Show(http, "You have joined the team", $"Your role is {result.Role}. You can close this page.");
    }

    private static async Task<IResult> AnswerGroupInviteAsync(HttpContext http, IMediator mediator, PageSignIn signIn, CancellationToken ct)
    {
        var form = await FormBody.ReadAsync(http);
        var token = PageToken.Read(form.Text("token"));
        if (form.Text(PageForm.Answer) == Decline)
        {
            await mediator.Send(new DeclineGroupInvite(token), ct);
            return ShowDeclined(http);
        }

        await EnterAsync(http, form, signIn, () => mediator.Send(new DescribeGroupInvite(token), ct), ct);
        var result = await mediator.Send(new AcceptGroupInvite(token), ct);
        return HtmlPage.Show(http, "You have joined the group", $"Your role is {result.Role}. You can close this page.");
    }

    private static async Task EnterAsync(
        HttpContext http,
        FormBody form,
        PageSignIn signIn,
        Func<Task<InviteDescription>> describe,
        CancellationToken ct
    )
    {
        if (form.Text(PageForm.Answer) == Register)
            await signIn.RegisterAsync(http, (await describe()).Email, form, ct);
        else
            await signIn.SignInAsync(http, form, ct);
    }

    /// <summary>The link has no secret, so the page shows nothing of the invite before the person has signed in.</summary>
    private static IResult ShowSpeakerInvite(HttpContext http) =>
        HtmlPage.Show(
            http,
            "Answer an invite to speak",
            "Sign in with the account of the invited e-mail address.",
            PageForm.Create(
                http.Request.Path,
                PageForm.Hidden("invite", ReadInviteId(http.Request.Query["invite"]).ToString(CultureInfo.InvariantCulture)),
                PageForm.SignInFields(),
                PageForm.Field(NameLabel, $"name=\"name\" maxlength=\"{AnswerSpeakerInvite.MaxNameLength}\""),
                PageForm.Button("Accept", Accept),
                PageForm.Button("Decline", Decline)
            )
        );

    private static async Task<IResult> AnswerSpeakerInviteAsync(
        HttpContext http,
        IMediator mediator,
        PageSignIn signIn,
        CancellationToken ct
    )
    {
        var form = await FormBody.ReadAsync(http);
        var id = ReadInviteId(form.Text("invite"));
        await signIn.SignInAsync(http, form, ct);
        var accepts = form.Text(PageForm.Answer) != Decline;
        await mediator.Send(new AnswerSpeakerInvite(id, accepts, form.Text("name")), ct);
        return accepts ? HtmlPage.Show(http, "You are a speaker of the session", "You can close this page.") : ShowDeclined(http);
    }

    private static IResult ShowDeclined(HttpContext http) =>
        HtmlPage.Show(http, "You have declined the invite", "You can close this page.");

    private static long ReadInviteId(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw RejectedException.Malformed(PageToken.IncompleteLink, "invite");
}
