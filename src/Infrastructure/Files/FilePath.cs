using System.Text.RegularExpressions;

namespace OpenEvent.Infrastructure.Files;

/// <summary>What may be the path of a file, the same in every store.</summary>
internal static partial class FilePath
{
    /// <returns>The path.</returns>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static string RequireValid(string path) =>
        ValidPath().IsMatch(path)
            ? path
            : throw new ArgumentException("A file's path is segments of letters, digits, '.', '_' and '-', joined by '/'.", nameof(path));

    /// <summary>No segment starts with a dot, so none is "." or ".."; none is empty, so no path is absolute.</summary>
    [GeneratedRegex(@"\A[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}(/[A-Za-z0-9_-][A-Za-z0-9._-]{0,99})*\z")]
    private static partial Regex ValidPath();
}
