using MediatR;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;
using OpenEvent.WebApi.Identity;

namespace OpenEvent.WebApi.Endpoints.Pages;

/// <summary>
/// Signs a person in for one request, with the e-mail address and the password of the form. The limits of other sign-ins apply. No cookie
/// is set, so a page of another site can do nothing with a session.
/// </summary>
internal sealed class PageSignIn(IMediator mediator, ITokenSigner tokenSigner, IAccountLookup accountLookup)
{
    /// <exception cref="RejectedException">Unauthenticated or TooManyRequests.</exception>
    public Task SignInAsync(HttpContext http, FormBody form, CancellationToken ct) =>
        SignInAsync(http, form.Text("email") ?? "", form.Text("password") ?? "", ct);

    /// <summary>Creates an account and signs its user in.</summary>
    /// <param name="email">An address that the person has proved to read.</param>
    /// <exception cref="RejectedException">Conflict: the address has an account. Invalid: the password is too weak.</exception>
    public async Task RegisterAsync(HttpContext http, string email, FormBody form, CancellationToken ct)
    {
        var password = form.Text("password") ?? "";
        await mediator.Send(new CountRegistration(email), ct);
        await mediator.Send(new RegisterUser(new User { Email = email, NewPassword = password }), ct);
        await SignInAsync(http, email, password, ct);
    }

    private async Task SignInAsync(HttpContext http, string email, string password, CancellationToken ct)
    {
        var session = await mediator.Send(new SignIn(email, password, RememberMe: false, ClientAddress.From(http)), ct);
        var claims = (await tokenSigner.ReadAsync(session.AccessToken, ct)).Claims!;
        var account = await accountLookup.FindAsync(claims.UserId, ct) ?? throw RejectedException.Unauthenticated("User not found");
        http.Features.Set(new AuthenticatedToken(claims, account));
    }
}
