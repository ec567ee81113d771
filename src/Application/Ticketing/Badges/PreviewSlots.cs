using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Limits how many previews of badges a server renders at the same time: 2, and 1 of one user. The others are rejected, because each
/// occupies a processor. Thread-safe.
/// </summary>
internal sealed class PreviewSlots
{
    private const int MaxPreviews = 2;

    private readonly HashSet<long> _users = [];

    /// <returns>Dispose it after the preview.</returns>
    /// <exception cref="RejectedException">TooManyRequests: try again in two seconds.</exception>
    public IDisposable Take(long userId)
    {
        lock (_users)
            if (_users.Count >= MaxPreviews || !_users.Add(userId))
                throw RejectedException.TooManyRequests(
                    "The server is rendering other previews. Try again in 2 seconds.",
                    TimeSpan.FromSeconds(2)
                );
        return new Slot(this, userId);
    }

    private sealed class Slot(PreviewSlots slots, long userId) : IDisposable
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
