using OpenEvent.Application.Common;

namespace OpenEvent.Application.Tests.UseCases;

/// <summary>Keeps the e-mails in memory, or fails like a mail server.</summary>
internal sealed class CapturedMailer : IMailer
{
    public List<RenderedEmail> Sent { get; } = [];

    /// <summary>What the next deliveries fail with; null if they succeed.</summary>
    public Exception? Failure { get; set; }

    public Task SendAsync(RenderedEmail email, CancellationToken ct)
    {
        if (Failure is { } failure)
            return Task.FromException(failure);
        Sent.Add(email);
        return Task.CompletedTask;
    }
}
