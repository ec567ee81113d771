using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>The <c>If-Match</c> precondition of a request (RFC 9110 §13.1.1), checked before anything is written.</summary>
public sealed class Precondition
{
    /// <summary>The row versions in the client's ETags. Null if the client sent no <c>If-Match</c>, or <c>*</c>.</summary>
    public IReadOnlyList<string>? Versions { get; set; }

    /// <exception cref="RejectedException">PreconditionFailed: the row has another version.</exception>
    public void Require(Entity row)
    {
        if (Versions is not null && !Versions.Contains(VersionTagOf(row)))
            throw RejectedException.PreconditionFailed();
    }

    /// <summary>The first part of a resource's ETag: the row version as 8 hexadecimal digits.</summary>
    public static string VersionTagOf(Entity row) => row.Version.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
}
