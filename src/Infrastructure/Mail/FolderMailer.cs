using Microsoft.Extensions.Logging;
using OpenEvent.Application.Common;
using OpenEvent.Infrastructure.Files;

namespace OpenEvent.Infrastructure.Mail;

/// <summary>Writes each e-mail to an <c>.eml</c> file, for servers without a mail server. Mail programs can open these files.</summary>
internal sealed class FolderMailer : IMailer
{
    private readonly string _folder;
    private readonly string _from;
    private readonly TimeProvider _time;

    public FolderMailer(string folder, string from, TimeProvider time, ILogger<FolderMailer> log)
    {
        _folder = Path.GetFullPath(folder);
        _from = from;
        _time = time;
        // The e-mails contain password-reset links, so other users of the machine must not be able to read them.
        PrivateFolder.Create(_folder);
        log.LogWarning("Mail:Host is not set. E-mails are written to {Folder} and not sent", _folder);
    }

    public async Task SendAsync(RenderedEmail email, CancellationToken ct)
    {
        var message = MimeMessageBuilder.Build(email, _from, _time.GetUtcNow());
        var file = Path.Combine(_folder, MimeMessageBuilder.HashKey(email.Key) + ".eml");
        if (File.Exists(file))
            return;
        try
        {
            await AtomicFile.WriteAsync(file, _folder, (stream, stop) => message.WriteToAsync(stream, stop), ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmailDelayedException($"The e-mail could not be written to the mail folder: {e.GetType().Name}.", e);
        }
    }
}
