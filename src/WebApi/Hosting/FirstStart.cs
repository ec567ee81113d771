using System.Security.Cryptography;
using OpenEvent.Application.Identity;

namespace OpenEvent.WebApi.Hosting;

/// <summary>Makes the first super administrator when there is no user yet. A generated password is printed once, and never again.</summary>
internal static class FirstStart
{
    private const string DefaultEmail = "admin@example.com";

    public static async Task MakeAdminAsync(IServiceProvider services, AdminSettings admin, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var password = admin.IsGiven ? admin.Password! : RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 16);
        var email = admin.IsGiven ? admin.Email! : DefaultEmail;
        if (!await scope.ServiceProvider.GetRequiredService<FirstAdmin>().MakeAsync(email, password, ct) || admin.IsGiven) return;
        await Console.Out.WriteLineAsync($"The first administrator is {email} with the password {password} (printed only this once; change it after signing in).");
    }
}
