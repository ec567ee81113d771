namespace OpenEvent.Application.Common;

/// <summary>An e-mail in the <see cref="ITestInbox"/>.</summary>
/// <param name="Id">Increases with each e-mail, from 1.</param>
/// <param name="From">The sender, with name and address.</param>
/// <param name="SentAt">By the test clock.</param>
public sealed record ReceivedEmail(long Id, string From, DateTimeOffset SentAt, RenderedEmail Content);
