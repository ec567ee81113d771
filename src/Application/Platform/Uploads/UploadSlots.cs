using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Limits how many uploads a server reads and processes at the same time: 8, and 2 of one user. The others are rejected before their bodies
/// are read, because the content of each is in memory. Thread-safe.
/// </summary>
internal sealed class UploadSlots
{
    private const int MaxUploads = 8;

    private const int MaxPerUser = 2;

    private readonly List<long> _users = [];

    /// <returns>Dispose it after the upload.</returns>
    /// <exception cref="RejectedException">TooManyRequests: try again in two seconds.</exception>
    public IDisposable Take(long userId)
    {
        lock (_users)
        {
            if (_users.Count >= MaxUploads || _users.Count(u => u == userId) >= MaxPerUser)
                throw RejectedException.TooManyRequests(
                    "The server is processing other uploads. Try again in 2 seconds.",
                    TimeSpan.FromSeconds(2)
                );
            _users.Add(userId);
        }

        return new Slot(this, userId);
    }

    private sealed class Slot(UploadSlots slots, long userId) : IDisposable
    {
        private bool _isFree;

        public void Dispose()
        {
            lock (slots._users)
            {
                if (!_isFree)
                    slots._users.Remove(userId);
                _isFree = true;
            }
        }
    }
}
