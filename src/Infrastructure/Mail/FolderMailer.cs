using Microsoft.Extensions.Logging;
using OpenEvent.Application.Common;
using OpenEvent.Infrastructure.Files;

namespace OpenEvent.Infrastructure.Mail;

/// <summary>Writes each letter as an <c>.eml</c> file, for a site without a mail server; any mail program opens them.</summary>
internal sealed class FolderMailer : IMailer
{
    private readonly string _folder;
    private readonly string _from;
    private readonly TimeProvider _time;

    public FolderMailer(string folder, string from, TimeProvider time, ILogger<FolderMailer> log)
    {
        (_folder, _from, _time) = (Path.GetFullPath(folder), from, time);
        // Reset links are in there: nobody else on the machine may read them.
        PrivateFolder.Create(_folder);
        log.LogWarning("Mail:Host is not set: letters are not sent but written to {Folder}", _folder);
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
            throw new EmailDelayedException($"The mail folder could not be written: {e.GetType().Name}.", e);
        }
    }
}
