using Microsoft.EntityFrameworkCore;

namespace OpenEvent.Architecture.Tests.Wrong;

/// <summary>Deliberately wrong: checks before it writes, so concurrent requests can both pass the check.</summary>
internal static class ChecksBeforeWriting
{
    public static Task<bool> HasRoomAsync(IQueryable<int> seats) => seats.AnyAsync(s => s > 0);
}
