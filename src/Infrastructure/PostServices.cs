using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Common;
using OpenEvent.Application.Notifications;
using OpenEvent.Application.Ticketing;
using OpenEvent.Infrastructure.Files;
using OpenEvent.Infrastructure.Mail;
using OpenEvent.Infrastructure.Pdf;

namespace OpenEvent.Infrastructure;

/// <summary>Registers what leaves the house: printed tickets, letters, files.</summary>
public static class PostServices
{
    /// <summary>Reads sections <c>Mail</c> and <c>Storage</c>, and <c>Data:Directory</c> for their folders (<c>data</c> if unset).</summary>
    /// <exception cref="InvalidOperationException">A setting is wrong; the message names its key.</exception>
    public static IServiceCollection AddPost(this IServiceCollection services, IConfiguration configuration)
    {
        var home = configuration["Data:Directory"] is { Length: > 0 } directory ? directory : "data";
        var mail = (configuration.GetSection("Mail").Get<MailSettings>() ?? new MailSettings()).Checked();
        var storage = (configuration.GetSection("Storage").Get<StorageSettings>() ?? new StorageSettings()).Checked();

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ITicketPdf, TicketPdf>();
        services.AddSingleton<ILetterWriter>(new MailTemplates(mail.SiteName));
        services.AddSingleton<IMailer>(provider => Mailer(provider, mail, home));
        services.AddSingleton(FileStore(storage, home));
        return services;
    }

    private static IMailer Mailer(IServiceProvider provider, MailSettings mail, string home)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        return string.IsNullOrEmpty(mail.Host)
            ? new FolderMailer(mail.Directory ?? Path.Combine(home, "mail"), mail.From, time, provider.GetRequiredService<ILogger<FolderMailer>>())
            : new SmtpMailer(mail, time);
    }

    private static Func<IServiceProvider, IFileStore> FileStore(StorageSettings storage, string home) => storage.Kind == StorageSettings.S3
        ? _ => new BucketFileStore(storage)
        : _ => new FolderFileStore(storage.Directory ?? Path.Combine(home, "files"), storage.PublicUrl);
}
