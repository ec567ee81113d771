namespace OpenEvent.Application.Common;

/// <summary>The public URL of the web frontend, for the links in e-mails.</summary>
public interface IFrontend
{
    /// <param name="pathAndQuery">Starts with <c>/</c>. The caller escapes values that come from users.</param>
    ValueTask<string> LinkAsync(string pathAndQuery, CancellationToken ct);
}
