using NUnit.Framework;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Tests.UseCases;

/// <summary>What a rejected request tells the client.</summary>
internal static class Rejection
{
    /// <returns>The kind and the pointer of each problem, e.g. <c>Invalid /tickets</c>.</returns>
    public static string Of(Func<Task> send)
    {
        var rejection = Catch(send);
        return $"{rejection.Kind} {string.Join(' ', rejection.Problems.Select(p => p.Pointer))}".Trim();
    }

    public static RejectedException Catch(Func<Task> send) => Assert.ThrowsAsync<RejectedException>(() => send())!;
}
