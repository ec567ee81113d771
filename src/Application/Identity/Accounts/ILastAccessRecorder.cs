namespace OpenEvent.Application.Identity;

/// <summary>
/// Records the time of a user's request for <c>last-accessed-at</c>. The times are written to the database later, in batches.
/// </summary>
public interface ILastAccessRecorder
{
    void Record(long userId);

    /// <summary>Records the use of an access token in the same way, for <c>last-used-at</c>.</summary>
    void RecordToken(long tokenId);
}
