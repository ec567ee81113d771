using System.Security.Cryptography;
using MediatR;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Notifications;

namespace OpenEvent.WebApi.Hosting;

/// <summary>What has to be in the database before the first request.</summary>
internal static class DatabaseSeeder
{
    private const string DefaultEmail = "admin@example.com";

    public static async Task SeedMessageSettingsAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new SeedMessageSettings(), ct);
    }

    /// <summary>Makes the first super administrator when there is no user yet. A generated password is printed once, and never again.</summary>
    public static async Task CreateFirstAdminAsync(IServiceProvider services, AdminSettings admin, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var password = admin.IsConfigured ? admin.Password! : RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 16);
        var email = admin.IsConfigured ? admin.Email! : DefaultEmail;
        if (!await scope.ServiceProvider.GetRequiredService<FirstAdmin>().CreateAsync(email, password, ct) || admin.IsConfigured)
            return;
        await Console.Out.WriteLineAsync(
            $"The first administrator is {email} with the password {password} (printed only this once; change it after signing in)."
        );
    }
}
