namespace OpenEvent.Application.Common;

/// <summary>Where the people's pages are, for the links in mails.</summary>
public interface IFrontend
{
    /// <param name="pathAndQuery">Begins with a slash; what is not of the server is escaped already.</param>
    ValueTask<string> LinkAsync(string pathAndQuery, CancellationToken ct);
}
