using OpenEvent.Application.Common;

namespace OpenEvent.Application.Tests.UseCases;

/// <summary>Keeps the e-mails in memory, or fails like a mail server.</summary>
internal sealed class CapturedMailer : IMailer
{
    public List<RenderedEmail> Sent { get; } = [];

    /// <summary>What the next deliveries fail with; null if they succeed.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Runs before each delivery.</summary>
    public Func<Task> BeforeSend { get; set; } = () => Task.CompletedTask;

    public async Task SendAsync(RenderedEmail email, CancellationToken ct)
    {
        await BeforeSend();
        if (Failure is { } failure)
            throw failure;
        Sent.Add(email);
    }
}
