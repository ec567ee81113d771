using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Identity;
using OpenEvent.Infrastructure.Security;

namespace OpenEvent.Infrastructure;

/// <summary>Adapters of module Identity's ports. They need an <c>NpgsqlDataSource</c>, a <c>TimeProvider</c> and <see cref="AuthSettings"/>.</summary>
public static class SecurityServices
{
    public static IServiceCollection AddSecurity(this IServiceCollection services)
    {
        services.AddSingleton<ISecrets, ServerSecret>();
        services.AddSingleton<ITokens, TokenSigner>();
        services.AddSingleton<IPasswordHasher, PasswordHasher>();
        services.AddSingleton<IThrottle, PostgresThrottle>();
        services.AddSingleton<IAccounts, PostgresAccounts>();
        services.AddSingleton<PresenceRecorder>();
        services.AddSingleton<IPresence>(provider => provider.GetRequiredService<PresenceRecorder>());
        services.AddHostedService(provider => provider.GetRequiredService<PresenceRecorder>());
        return services;
    }
}
