namespace OpenEvent.Application.Identity;

/// <summary>
/// Records the time of a user's request for <c>last-accessed-at</c>. The times are written to the database later, in batches.
/// </summary>
public interface ILastAccessRecorder
{
    void Record(long userId);
}
