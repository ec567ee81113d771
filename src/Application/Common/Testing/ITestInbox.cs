namespace OpenEvent.Application.Common;

/// <summary>The e-mails that a server in testing mode has sent. It keeps the newest 1,000.</summary>
public interface ITestInbox
{
    /// <param name="filter">Which e-mails.</param>
    /// <param name="wait">How long to wait for the first one if there is none.</param>
    /// <returns>The newest first.</returns>
    Task<IReadOnlyList<ReceivedEmail>> FindAsync(Func<ReceivedEmail, bool> filter, TimeSpan wait, CancellationToken ct);

    void Clear();
}
