using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Common;
using OpenEvent.Application.Notifications;
using OpenEvent.Application.Platform;
using OpenEvent.Application.Ticketing;
using OpenEvent.Infrastructure.Calendars;
using OpenEvent.Infrastructure.Files;
using OpenEvent.Infrastructure.Images;
using OpenEvent.Infrastructure.Mail;
using OpenEvent.Infrastructure.Pdf;

namespace OpenEvent.Infrastructure;

/// <summary>
/// Registers the rendering of PDF documents, tables and calendars, the encoder and the fetcher of pictures, e-mail rendering and delivery,
/// and the file store.
/// </summary>
public static class EmailServices
{
    /// <summary>Checks the folders of e-mails and files, so that they do not fail at the first e-mail or ticket.</summary>
    /// <param name="dataDirectory">The setting <c>Data:Directory</c>.</param>
    /// <returns>The problem with its settings key, or null.</returns>
    public static string? FindSettingsError(MailSettings mail, StorageSettings storage, string dataDirectory)
    {
        if (string.IsNullOrEmpty(mail.Host) && WritableFolder.FindProblem(mail.ResolveDirectory(dataDirectory)) is { } mailProblem)
            return $"Mail:Directory: {mailProblem}";
        return
            storage.Kind == StorageSettings.Folder && WritableFolder.FindProblem(storage.ResolveDirectory(dataDirectory)) is { } fileProblem
            ? $"Storage:Directory: {fileProblem}"
            : null;
    }

    /// <param name="dataDirectory">The setting <c>Data:Directory</c>. The default folders of e-mails and files are below it.</param>
    public static IServiceCollection AddEmailAndFiles(
        this IServiceCollection services,
        MailSettings mail,
        StorageSettings storage,
        string dataDirectory
    )
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IPdfRenderer, PdfRenderer>();
        services.AddSingleton<ICalendarWriter, IcalWriter>();
        services.AddSingleton<ITableRenderer, PdfTableRenderer>();
        services.AddSingleton<IBadgeRenderer, BadgeLayout>();
        services.AddSingleton<IImageEncoder, SkiaImageEncoder>();
        services.AddSingleton<IImageFetcher, HttpImageFetcher>();
        services.AddSingleton<IEmailRenderer>(provider => new LiquidEmailRenderer(
            mail.SiteName,
            provider.GetRequiredService<PlatformSettings>()
        ));
        services.AddSingleton<IMailer>(provider => CreateMailer(provider, mail, dataDirectory));
        services.AddSingleton<ITemporaryFiles>(_ => new TemporaryFolder(Path.Combine(dataDirectory, "temporary")));
        services.AddSingleton<IFileStore>(provider =>
            storage.Kind == StorageSettings.S3
                ? new S3FileStore(storage, provider.GetRequiredService<ITemporaryFiles>())
                : new FolderFileStore(
                    storage.ResolveDirectory(dataDirectory),
                    storage.PublicUrl,
                    provider.GetRequiredService<TimeProvider>()
                )
        );
        return services;
    }

    private static IMailer CreateMailer(IServiceProvider provider, MailSettings mail, string dataDirectory)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        return string.IsNullOrEmpty(mail.Host)
            ? new FolderMailer(mail.ResolveDirectory(dataDirectory), mail.From, time, provider.GetRequiredService<ILogger<FolderMailer>>())
            : new SmtpMailer(mail, time);
    }
}
