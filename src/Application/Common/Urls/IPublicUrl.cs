namespace OpenEvent.Application.Common;

/// <summary>Where clients reach this server, for links that leave it.</summary>
public interface IPublicUrl
{
    /// <param name="url">A path of ours, beginning with a slash, or an address that is complete already.</param>
    string ToAbsolute(string url);
}
