using System.Security.Cryptography;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Lab;
using OpenEvent.Application.Notifications;
using OpenEvent.Application.Platform;
using OpenEvent.Application.Program;

namespace OpenEvent.WebApi.Hosting;

/// <summary>Adds the rows that must exist before the first request.</summary>
internal static class DatabaseSeeder
{
    private const string DefaultEmail = "admin@example.com";

    public static async Task SeedMessageSettingsAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateServerScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new SeedMessageSettings(), ct);
    }

    /// <summary>
    /// Adds the settings and the other rows that every database has, encrypts secrets that earlier versions stored in clear, and reads the
    /// settings that use cases need.
    /// </summary>
    public static async Task SeedPlatformAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateServerScope();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        await mediator.Send(new SeedPlatform(), ct);
        await mediator.Send(new EncryptVideoChannels(), ct);
        await mediator.Send(new WriteLessons(), ct);
        await mediator.Send(new RefreshSettings(), ct);
    }

    /// <summary>Reads the settings that use cases need.</summary>
    public static async Task RefreshSettingsAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateServerScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RefreshSettings(), ct);
    }

    /// <summary>
    /// Creates the first super administrator if there is no user yet, and says in the summary how to sign in. A generated password is
    /// printed only here. If the log is JSON, it is collected and kept, so the password is written to a file that only
    /// the server's user can read.
    /// </summary>
    public static async Task CreateFirstAdminAsync(WebApplication app, DiskSettings disk, CancellationToken ct)
    {
        await using var scope = app.Services.CreateServerScope();
        var admin = app.Services.GetRequiredService<AdminSettings>();
        var summary = app.Services.GetRequiredService<StartupSummary>();
        var password = admin.IsConfigured ? admin.Password! : RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 16);
        var email = admin.IsConfigured ? admin.Email! : DefaultEmail;
        var isNew = await scope.ServiceProvider.GetRequiredService<FirstAdmin>().CreateAsync(email, password, ct);
        var file = Path.Combine(disk.FullPath, "first-administrator.txt");
        if (admin.IsConfigured)
            summary.Add("sign in", "as the administrator of Admin:Email and Admin:Password");
        else if (isNew && !app.Services.GetRequiredService<LogSettings>().IsJson(app.Environment))
        {
            await Console.Out.WriteLineAsync(
                $"The first administrator is {email} with the password {password} (printed only once; change it after signing in)."
            );
            summary.Add("sign in", "as the first administrator, with the e-mail address and password that are printed above");
        }
        else
        {
            if (isNew)
                await WritePasswordAsync(file, email, password);
            summary.Add(
                "sign in",
                File.Exists(file)
                    ? $"as the first administrator, whose e-mail address and generated password are in {file}"
                    : "as an administrator of this database"
            );
        }
    }

    private static async Task WritePasswordAsync(string file, string email, string password)
    {
        var ownerOnly = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        await using (var writer = new StreamWriter(file, ownerOnly))
            await writer.WriteLineAsync($"{email} {password}");
        await Console.Error.WriteLineAsync(
            $"The first administrator's e-mail address and generated password are in {file}. Change the password, and delete the file."
        );
    }
}
