using System.Security.Cryptography;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.WebApi.TestMode;

namespace OpenEvent.WebApi.Hosting;

/// <summary>Creates the first super administrator if there is no user yet, and says in the summary how to sign in.</summary>
internal sealed class FirstAdministrator(WebApplication app, DiskSettings disk)
{
    private const string DefaultEmail = "admin@example.com";
    private const string Label = "sign in";

    private readonly StartupSummary _summary = app.Services.GetRequiredService<StartupSummary>();
    private readonly AdminSettings _settings = app.Services.GetRequiredService<AdminSettings>();
    private readonly string _file = Path.Combine(disk.FullPath, "first-administrator.txt");

    public async Task CreateAsync(CancellationToken ct)
    {
        await using var scope = app.Services.CreateServerScope();
        var firstAdmin = scope.ServiceProvider.GetRequiredService<FirstAdmin>();
        if (_settings is { Email: { Length: > 0 } email, Password: { } password })
            await UseSettingsAsync(firstAdmin, email, password, ct);
        else
            await GenerateAsync(firstAdmin, ct);
    }

    private async Task UseSettingsAsync(FirstAdmin firstAdmin, string email, string password, CancellationToken ct)
    {
        var isValid = await firstAdmin.CreateAsync(email, password, ct) || await firstAdmin.IsSuperAdminAsync(email, password, ct);
        if (!isValid)
        {
            var text =
                "Admin:Email and Admin:Password are ignored: this database has an administrator with a different address or password. "
                + $"Sign in {DescribeExisting()}{DescribeRestart()}";
            app.Logger.LogWarning("{Notice:l}", text);
            _summary.Add(Label, text);
        }
        else if (app.Services.GetRequiredService<TestingSettings>().Enabled)
            _summary.Add(Label, "with the e-mail address and password that GET /testing tells");
        else
            _summary.Add(Label, "as the administrator of Admin:Email and Admin:Password");
    }

    /// <summary>
    /// A generated password is printed only here. If the log is JSON, it is collected and kept, so the password is written to a file that
    /// only the server's user can read.
    /// </summary>
    private async Task GenerateAsync(FirstAdmin firstAdmin, CancellationToken ct)
    {
        var password = RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 16);
        var isNew = await firstAdmin.CreateAsync(DefaultEmail, password, ct);
        if (isNew && !app.Services.GetRequiredService<LogSettings>().IsJson(app.Environment))
        {
            await Console.Out.WriteLineAsync(
                $"The first administrator is {DefaultEmail} with the password {password} (printed only once; change it after signing in)."
            );
            _summary.Add(Label, "as the first administrator, with the e-mail address and password that are printed above");
            return;
        }

        if (isNew)
            await WritePasswordAsync(password);
        _summary.Add(Label, DescribeExisting());
    }

    private string DescribeExisting() =>
        File.Exists(_file)
            ? $"as the first administrator, whose e-mail address and generated password are in {_file}"
            : "as an administrator of this database (a generated password was printed at the first start)";

    /// <summary>How to start again with the settings, if the data are in the server's own folder.</summary>
    private string DescribeRestart() =>
        string.IsNullOrEmpty(app.Services.GetRequiredService<DatabaseSettings>().ConnectionString)
            ? $", or stop the server and delete {disk.FullPath} with all its data."
            : ".";

    private async Task WritePasswordAsync(string password)
    {
        var ownerOnly = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        await using (var writer = new StreamWriter(_file, ownerOnly))
            await writer.WriteLineAsync($"{DefaultEmail} {password}");
        await Console.Error.WriteLineAsync(
            $"The first administrator's e-mail address and generated password are in {_file}. Change the password, and delete the file."
        );
    }
}
