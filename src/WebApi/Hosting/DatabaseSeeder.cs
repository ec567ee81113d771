using System.Security.Cryptography;
using MediatR;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Notifications;

namespace OpenEvent.WebApi.Hosting;

/// <summary>Adds the rows that must exist before the first request.</summary>
internal static class DatabaseSeeder
{
    private const string DefaultEmail = "admin@example.com";

    public static async Task SeedMessageSettingsAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new SeedMessageSettings(), ct);
    }

    /// <summary>
    /// Creates the first super administrator if there is no user yet. A generated password is printed only here.
    /// </summary>
    public static async Task CreateFirstAdminAsync(IServiceProvider services, AdminSettings admin, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var password = admin.IsConfigured ? admin.Password! : RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 16);
        var email = admin.IsConfigured ? admin.Email! : DefaultEmail;
        if (!await scope.ServiceProvider.GetRequiredService<FirstAdmin>().CreateAsync(email, password, ct) || admin.IsConfigured)
            return;
        await Console.Out.WriteLineAsync(
            $"The first administrator is {email} with the password {password} (printed only once; change it after signing in)."
        );
    }
}
