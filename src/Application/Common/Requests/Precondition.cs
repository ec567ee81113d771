using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>What the client says it has seen (<c>If-Match</c>, RFC 9110 §13.1.1), checked before anything is written.</summary>
public sealed class Precondition
{
    /// <summary>The versions that the client accepts, from its ETags; null when it sent no <c>If-Match</c> or <c>*</c>.</summary>
    public IReadOnlyList<string>? Versions { get; set; }

    /// <exception cref="RejectedException">Stale: the row has another version.</exception>
    public void Require(Entity row)
    {
        if (Versions is not null && !Versions.Contains(VersionTagOf(row)))
            throw RejectedException.PreconditionFailed();
    }

    /// <summary>The part of a resource's ETag that changes with the row itself.</summary>
    public static string VersionTagOf(Entity row) => row.Version.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
}
