using System.ComponentModel.DataAnnotations;
using MailKit.Security;
using MimeKit;

namespace OpenEvent.Infrastructure.Mail;

/// <summary>How the connection to the mail server is encrypted.</summary>
public enum MailSecurity
{
    /// <summary>Implicit TLS on port 465. On other ports STARTTLS if the server supports it, otherwise no encryption.</summary>
    Auto,

    /// <summary>No encryption. Use it only for a server on the same machine.</summary>
    None,

    /// <summary>STARTTLS. Without it nothing is sent.</summary>
    StartTls,

    /// <summary>Implicit TLS: the connection starts with TLS.</summary>
    Tls,
}

/// <summary>The configuration section <c>Mail</c>. Without <c>Mail:Host</c> e-mails are written to a folder.</summary>
public sealed record MailSettings : IValidatableObject
{
    public string? Host { get; init; }

    /// <summary>0 is the default port: 465 with <see cref="MailSecurity.Tls"/>, otherwise 587.</summary>
    public int Port { get; init; }

    public string? User { get; init; }
    public string? Password { get; init; }
    public MailSecurity Security { get; init; }

    /// <summary>The sender of all e-mails, e.g. <c>Open Event &lt;tickets@example.org&gt;</c>.</summary>
    public string From { get; init; } = "OpenEvent <noreply@localhost>";

    /// <summary>Timeout of each SMTP command, 1 to 600 seconds.</summary>
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary>Folder for e-mails if <see cref="Host"/> is not set. Null is the folder <c>mail</c> in <c>Data:Directory</c>.</summary>
    public string? Directory { get; init; }

    /// <summary>The name of the site in e-mails.</summary>
    public string SiteName { get; init; } = "OpenEvent";

    /// <summary>
    /// The longest delivery of one e-mail. A server that sends a byte now and then would otherwise hold its slot of the outbox for hours.
    /// </summary>
    internal TimeSpan LongestDelivery => TimeSpan.FromSeconds(TimeoutSeconds * 10);

    internal int EffectivePort =>
        Port != 0 ? Port
        : Security == MailSecurity.Tls ? 465
        : 587;

    internal SecureSocketOptions SocketOptions =>
        Security switch
        {
            MailSecurity.None => SecureSocketOptions.None,
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.Auto,
        };

    /// <summary>Runs at startup, so that a wrong setting is found before the first e-mail.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!MailboxAddress.TryParse(From, out _))
            yield return new ValidationResult("must be an e-mail address.", [nameof(From)]);
        if (Port is < 0 or > 65535)
            yield return new ValidationResult("must be 0 (the default port) to 65535.", [nameof(Port)]);
        if (TimeoutSeconds is < 1 or > 600)
            yield return new ValidationResult("must be 1 to 600.", [nameof(TimeoutSeconds)]);
        if (!Enum.IsDefined(Security))
            yield return new ValidationResult($"must be one of {string.Join(", ", Enum.GetNames<MailSecurity>())}.", [nameof(Security)]);
        if (string.IsNullOrEmpty(User) != string.IsNullOrEmpty(Password))
            yield return new ValidationResult(
                "Mail:User and Mail:Password must be set together.",
                [string.IsNullOrEmpty(Password) ? nameof(Password) : nameof(User)]
            );
        if (!string.IsNullOrEmpty(Host) && Uri.CheckHostName(Host) == UriHostNameType.Unknown)
            yield return new ValidationResult($"{Host} is not a host name or IP address.", [nameof(Host)]);
    }

    /// <summary>The text about e-mail in the startup summary.</summary>
    /// <param name="dataDirectory"><c>Data:Directory</c>.</param>
    public string Describe(string dataDirectory) =>
        string.IsNullOrEmpty(Host)
            ? $"written to {Path.GetFullPath(ResolveDirectory(dataDirectory))}, not sent (set --Mail:Host=… to send)"
            : $"sent by {Host}:{EffectivePort}, from {From}";

    internal string ResolveDirectory(string dataDirectory) =>
        string.IsNullOrEmpty(Directory) ? Path.Combine(dataDirectory, "mail") : Directory;

    /// <summary>The generated text of the record would show the password in logs.</summary>
    public override string ToString() => string.IsNullOrEmpty(Host) ? "Mail to a folder" : $"Mail by {Host}:{EffectivePort} ({Security})";
}
