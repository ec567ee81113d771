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
    /// <param name="home"><c>Data:Directory</c>: mail and files go below it, unless their settings say otherwise.</param>
    public static IServiceCollection AddPost(this IServiceCollection services, MailSettings mail, StorageSettings storage, string home)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ITicketPdf, TicketPdf>();
        services.AddSingleton<ILetterWriter>(new MailTemplates(mail.SiteName));
        services.AddSingleton<IMailer>(provider => Mailer(provider, mail, home));
        services.AddSingleton<IFileStore>(_ =>
            storage.Kind == StorageSettings.S3
                ? new BucketFileStore(storage)
                : new FolderFileStore(storage.Directory ?? Path.Combine(home, "files"), storage.PublicUrl)
        );
        return services;
    }

    private static IMailer Mailer(IServiceProvider provider, MailSettings mail, string home)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        return string.IsNullOrEmpty(mail.Host)
            ? new FolderMailer(mail.Folder(home), mail.From, time, provider.GetRequiredService<ILogger<FolderMailer>>())
            : new SmtpMailer(mail, time);
    }
}
