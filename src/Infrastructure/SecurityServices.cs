using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Identity;
using OpenEvent.Infrastructure.Security;

namespace OpenEvent.Infrastructure;

/// <summary>
/// Registers the implementations of the interfaces of module Identity. They need an <c>NpgsqlDataSource</c>, a <c>TimeProvider</c> and
/// <see cref="AuthSettings"/>.
/// </summary>
public static class SecurityServices
{
    public static IServiceCollection AddSecurity(this IServiceCollection services)
    {
        services.AddSingleton<ISecrets, ServerSecret>();
        services.AddSingleton<ITokenSigner, TokenSigner>();
        services.AddSingleton<IPasswordHasher, PasswordHasher>();
        services.AddScoped<IThrottle, PostgresThrottle>();
        services.AddSingleton<IAccountLookup, PostgresAccountLookup>();
        services.AddSingleton<LastAccessRecorder>();
        services.AddSingleton<ILastAccessRecorder>(provider => provider.GetRequiredService<LastAccessRecorder>());
        services.AddHostedService(provider => provider.GetRequiredService<LastAccessRecorder>());
        return services;
    }
}
