using System.ComponentModel.DataAnnotations;
using MailKit.Security;
using MimeKit;

namespace OpenEvent.Infrastructure.Mail;

/// <summary>How a connection to the mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>TLS from the first byte on port 465, else STARTTLS if the server offers it.</summary>
    Auto,

    /// <summary>Never; for a server on the same machine.</summary>
    None,

    /// <summary>STARTTLS, or nothing is sent.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,
}

/// <summary>Section <c>Mail</c>. Without <c>Mail:Host</c> letters go to a folder.</summary>
public sealed record MailSettings : IValidatableObject
{
    public string? Host { get; init; }

    /// <summary>0 for the usual one: 465 with <see cref="MailSecurity.Tls"/>, else 587.</summary>
    public int Port { get; init; }

    public string? User { get; init; }
    public string? Password { get; init; }
    public MailSecurity Security { get; init; }

    /// <summary>E.g. <c>Open Event &lt;tickets@example.org&gt;</c>.</summary>
    public string From { get; init; } = "OpenEvent <noreply@localhost>";

    /// <summary>For each step of the conversation, 1 to 600 seconds.</summary>
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary>Where letters go without a host; null for the folder <c>mail</c> in <c>Data:Directory</c>.</summary>
    public string? Directory { get; init; }

    /// <summary>What the letters call this site.</summary>
    public string SiteName { get; init; } = "OpenEvent";

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

    /// <summary>At start-up rather than at the first letter.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!MailboxAddress.TryParse(From, out _))
            yield return new ValidationResult("this is no mail address.", [nameof(From)]);
        if (Port is < 0 or > 65535)
            yield return new ValidationResult("0 (the usual one) to 65535.", [nameof(Port)]);
        if (TimeoutSeconds is < 1 or > 600)
            yield return new ValidationResult("1 to 600.", [nameof(TimeoutSeconds)]);
        if (!Enum.IsDefined(Security))
            yield return new ValidationResult($"one of {string.Join(", ", Enum.GetNames<MailSecurity>())}.", [nameof(Security)]);
        if (string.IsNullOrEmpty(User) != string.IsNullOrEmpty(Password))
            yield return new ValidationResult(
                "Mail:User and Mail:Password go together.",
                [string.IsNullOrEmpty(Password) ? nameof(Password) : nameof(User)]
            );
        if (!string.IsNullOrEmpty(Host) && Uri.CheckHostName(Host) == UriHostNameType.Unknown)
            yield return new ValidationResult($"{Host} is not the name of a host.", [nameof(Host)]);
    }

    /// <summary>What the operator is told at the start.</summary>
    /// <param name="dataDirectory"><c>Data:Directory</c>.</param>
    public string Describe(string dataDirectory) =>
        string.IsNullOrEmpty(Host)
            ? $"not sent, but written to {Path.GetFullPath(ResolveDirectory(dataDirectory))} (--Mail:Host=… sends it)"
            : $"sent by {Host}:{EffectivePort}, from {From}";

    internal string ResolveDirectory(string dataDirectory) => Directory ?? Path.Combine(dataDirectory, "mail");

    /// <summary>The record's own text would show the password to a log.</summary>
    public override string ToString() => string.IsNullOrEmpty(Host) ? "Mail to a folder" : $"Mail by {Host}:{EffectivePort} ({Security})";
}
