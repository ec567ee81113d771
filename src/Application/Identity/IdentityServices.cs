using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Identity;

/// <summary>What module Identity needs beside its handlers, which are found by scan.</summary>
public static class IdentityServices
{
    public static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.AddScoped<Notes>();
        services.AddScoped<Credentials>();
        services.AddScoped<FirstAdmin>();
        services.AddScoped<Reentry>();
        services.AddScoped<VerificationMail>();
        services.AddSingleton<TokenMint>();
        services.AddScoped<IOutboxConsumer, AccountWishes>();
        return services;
    }
}
