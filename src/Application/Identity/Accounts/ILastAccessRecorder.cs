namespace OpenEvent.Application.Identity;

/// <summary>Notes that a user is about, for <c>last-accessed-at</c>; written some minutes later, many users at once.</summary>
public interface ILastAccessRecorder
{
    void Record(long userId);
}
