using System.Text.RegularExpressions;

namespace OpenEvent.Infrastructure.Files;

/// <summary>Validates the paths of stored files. The rules are the same for every store.</summary>
internal static partial class FilePath
{
    public static bool IsValid(string path) => ValidPath().IsMatch(path);

    /// <returns>The path, unchanged.</returns>
    /// <exception cref="ArgumentException">The path is not valid.</exception>
    public static string RequireValid(string path) =>
        IsValid(path)
            ? path
            : throw new ArgumentException(
                "A file path consists of segments of letters, digits, '.', '_' and '-', joined by '/'.",
                nameof(path)
            );

    /// <summary>No segment starts with a dot, so "." and ".." are not possible. No segment is empty, so no path is absolute.</summary>
    [GeneratedRegex(@"\A[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}(/[A-Za-z0-9_-][A-Za-z0-9._-]{0,99})*\z")]
    private static partial Regex ValidPath();
}
