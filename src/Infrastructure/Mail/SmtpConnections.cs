using System.Net.Security;
using MailKit.Net.Smtp;

namespace OpenEvent.Infrastructure.Mail;

/// <summary>
/// The connections to the mail server. One that is not used any more is kept for a few seconds, so that the e-mails of a batch share it:
/// opening one takes five round trips, and more with TLS and a password. Thread-safe.
/// </summary>
internal sealed class SmtpConnections(MailSettings settings, TimeProvider time, RemoteCertificateValidationCallback? certificateValidation)
    : IDisposable
{
    /// <summary>Mail servers limit the e-mails of a connection, the strict ones to about 50.</summary>
    private const int MaxEmails = 40;

    /// <summary>Mail servers wait much longer, for minutes (RFC 5321 §4.5.3.2.7).</summary>
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Stack<SmtpConnection> _idle = new();
    private ITimer? _cleaner;

    /// <summary>An idle connection, or a new one that is connected and signed in.</summary>
    public async Task<SmtpConnection> OpenAsync(CancellationToken ct)
    {
        lock (_lock)
            if (_idle.TryPop(out var idle))
                return idle;
        var client = new SmtpClient { Timeout = settings.TimeoutSeconds * 1000 };
        try
        {
            if (certificateValidation is not null)
                client.ServerCertificateValidationCallback = certificateValidation;
            await client.ConnectAsync(settings.Host!, settings.EffectivePort, settings.SocketOptions, ct);
            if (!string.IsNullOrEmpty(settings.User))
                await client.AuthenticateAsync(settings.User, settings.Password!, ct);
            return new SmtpConnection(client);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Keeps a connection that has delivered its e-mail for the next one.</summary>
    public async Task ReturnAsync(SmtpConnection connection)
    {
        connection.Count++;
        connection.IdleSince = time.GetUtcNow();
        if (connection.Count >= MaxEmails)
        {
            await connection.CloseAsync();
            return;
        }

        lock (_lock)
        {
            _idle.Push(connection);
            _cleaner ??= time.CreateTimer(_ => _ = CloseIdleAsync(), null, LongestIdle, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        foreach (var connection in TakeIdle(_ => true))
            connection.Abort();
        _cleaner?.Dispose();
    }

    private async Task CloseIdleAsync()
    {
        var since = time.GetUtcNow() - LongestIdle;
        foreach (var connection in TakeIdle(c => c.IdleSince <= since))
            await connection.CloseAsync();
        lock (_lock)
            if (_idle.Count > 0)
                _cleaner!.Change(LongestIdle, Timeout.InfiniteTimeSpan);
            else
                _cleaner = null;
    }

    private List<SmtpConnection> TakeIdle(Func<SmtpConnection, bool> which)
    {
        lock (_lock)
        {
            var taken = _idle.Where(which).ToList();
            var left = _idle.Where(c => !taken.Contains(c)).Reverse().ToList();
            _idle.Clear();
            left.ForEach(_idle.Push);
            return taken;
        }
    }
}
