using System.Text.RegularExpressions;

namespace OpenEvent.Application.Lab;

/// <summary>The form of the names of circuits. Paths are not accepted: they would name files of the server.</summary>
internal static partial class CircuitName
{
    public const string Message = "The name of a circuit has 1 to 40 characters of a-z, 0-9 and dashes.";

    public static bool IsValid(string name) => Pattern().IsMatch(name);

    [GeneratedRegex("^[a-z0-9-]{1,40}$")]
    private static partial Regex Pattern();
}
