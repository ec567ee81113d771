using Microsoft.EntityFrameworkCore;

namespace OpenEvent.Architecture.Tests.Wrong;

/// <summary>Between the look and the write somebody else has looked too.</summary>
internal static class ChecksBeforeWriting
{
    public static Task<bool> HasRoomAsync(IQueryable<int> seats) => seats.AnyAsync(s => s > 0);
}
