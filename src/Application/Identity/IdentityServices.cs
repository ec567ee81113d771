using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Identity;

/// <summary>Registers the services of module Identity. Handlers are registered by assembly scan.</summary>
public static class IdentityServices
{
    public static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.AddScoped<NotificationWriter>();
        services.AddScoped<CredentialVerifier>();
        services.AddScoped<FirstAdmin>();
        services.AddScoped<PasswordConfirmation>();
        services.AddScoped<EmailLimiter>();
        services.AddScoped<AddressUndo>();
        services.AddScoped<UnknownTokenLimit>();
        services.TryAddScoped<IRateLimitReport, NoRateLimitReport>();
        services.AddScoped<TokenEmailQueue>();
        services.AddScoped<VerificationEmailSender>();
        services.AddSingleton<TokenIssuer>();
        services.AddOutboxConsumer<AccountEmailRequests>(AccountEmailRequest.Kind);
        services.AddImageVariants(UserAvatar.Variants);
        services.AddScoped<IPictureUrlLimit, PictureUrlLimit>();
        return services;
    }
}
