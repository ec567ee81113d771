using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Identity;
using OpenEvent.Infrastructure.Persistence;
using OpenEvent.Infrastructure.Security;

namespace OpenEvent.Infrastructure;

/// <summary>
/// Registers the implementations of the interfaces of module Identity. They need a <see cref="Database"/>, an <c>NpgsqlDataSource</c>, a
/// <c>TimeProvider</c> and <see cref="AuthSettings"/>.
/// </summary>
public static class SecurityServices
{
    public static IServiceCollection AddSecurity(this IServiceCollection services)
    {
        AddSecrets(services);
        services.AddSingleton<ITokenSigner, TokenSigner>();
        services.AddSingleton<IPasswordHasher, PasswordHasher>();
        services.AddScoped<IThrottle, PostgresThrottle>();
        services.AddSingleton<IAccountLookup, PostgresAccountLookup>();
        services.AddSingleton<LastAccessRecorder>();
        services.AddSingleton<ILastAccessRecorder>(provider => provider.GetRequiredService<LastAccessRecorder>());
        services.AddHostedService(provider => provider.GetRequiredService<LastAccessRecorder>());
        return services;
    }

    /// <summary>Loads the server's secret and keys. The database must have its migrations.</summary>
    public static Task LoadSecretsAsync(IServiceProvider services, CancellationToken ct) =>
        services.GetRequiredService<ProtectedSecrets>().LoadAsync(ct);

    /// <remarks>The application name is part of the keys of stored texts, so it must not change.</remarks>
    internal static void AddSecrets(IServiceCollection services)
    {
        services.AddSingleton<ServerSecret>();
        services.AddSingleton<PostgresKeyRepository>();
        services.AddSingleton<ProtectedSecrets>();
        services.AddSingleton<ISecrets>(provider => provider.GetRequiredService<ProtectedSecrets>());
        services
            .AddDataProtection()
            .SetApplicationName("OpenEvent")
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<PostgresKeyRepository, AuthSettings>(
                (options, repository, settings) =>
                {
                    options.XmlRepository = repository;
                    // A secret that is stored in the same database would protect the keys from nobody.
                    if (settings.Secret is { Length: > 0 } secret)
                        options.XmlEncryptor = new KeyRingEncryptor(secret);
                }
            );
    }
}
