namespace OpenEvent.Application.Common;

/// <summary>The public URL of this server, for links in e-mails, documents and webhooks.</summary>
public interface IPublicUrl
{
    /// <param name="url">A path of this server, starting with <c>/</c>, or an absolute URL, which is returned unchanged.</param>
    string ToAbsolute(string url);
}
