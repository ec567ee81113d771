using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Notifications;
using OpenEvent.Infrastructure.Security;

namespace OpenEvent.Infrastructure;

/// <summary>Adapters of module Identity's ports. They need an <c>NpgsqlDataSource</c> and a <c>TimeProvider</c>.</summary>
public static class SecurityServices
{
    public static IServiceCollection AddSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection("Auth").Get<AuthSettings>() ?? new AuthSettings());
        services.AddSingleton<ISecrets, ServerSecret>();
        services.AddSingleton<ITokens, TokenSigner>();
        services.AddSingleton<IPasswordHasher, PasswordHasher>();
        services.AddSingleton<IThrottle, PostgresThrottle>();
        services.AddSingleton<IFrontend>(new ConfiguredFrontend(configuration["Frontend:Url"]));
        services.AddSingleton<PresenceRecorder>();
        services.AddSingleton<IPresence>(provider => provider.GetRequiredService<PresenceRecorder>());
        services.AddHostedService(provider => provider.GetRequiredService<PresenceRecorder>());
        return services;
    }
}
