using FluentValidation;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Identity;

/// <summary>
/// Stores the request in the outbox. The account is looked up after the response, so that neither the response nor its time shows whether
/// an account exists.
/// </summary>
/// <param name="Page">The page that the link leads to: <see cref="LabPage"/>, or null for that of the frontend.</param>
internal sealed record RequestPasswordReset(string Email, string ClientAddress, string? Page = null) : ICommand<Unit>
{
    /// <summary>The page of the lab, which this server has.</summary>
    public const string LabPage = "lab";

    internal sealed class Rules : AbstractValidator<RequestPasswordReset>
    {
        public Rules() => RuleFor(r => r.Page).Must(p => p is null or LabPage).WithMessage($"page must be {LabPage}.").At("/data/page");
    }

    internal sealed class Handler(IAuthorization authorization, IThrottle throttle, IOutbox outbox, AuthSettings settings)
        : IRequestHandler<RequestPasswordReset, Unit>
    {
        public async Task<Unit> Handle(RequestPasswordReset command, CancellationToken ct)
        {
            authorization.AllowAnyone();
            var email = EmailAddress.Normalize(command.Email);
            await throttle.CountAsync([new(settings.ResetAccountLimit, email), new(settings.ResetAddressLimit, command.ClientAddress)], ct);
            outbox.Add(
                AccountEmailRequest.Kind,
                $"reset {Guid.NewGuid():N}",
                new AccountEmailRequest(AccountEmailRequest.PasswordResetPurpose, email, command.Page)
            );
            return Unit.Value;
        }
    }
}
