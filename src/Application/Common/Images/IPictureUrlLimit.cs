using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>
/// Limits how many pictures of other servers the server fetches for a user: 100 an hour. Module Identity counts them, and all modules have
/// pictures.
/// </summary>
internal interface IPictureUrlLimit
{
    /// <summary>Counts pictures, in the transaction of the request.</summary>
    /// <exception cref="RejectedException">TooManyRequests, with the time to wait.</exception>
    Task CountAsync(long userId, int pictures, CancellationToken ct);

    /// <returns>The number of pictures that the user may add now.</returns>
    Task<int> GetRemainingAsync(long userId, CancellationToken ct);
}
