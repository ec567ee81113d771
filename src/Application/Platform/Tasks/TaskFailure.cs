using System.Globalization;
using System.Text;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>The report of a failed task.</summary>
internal static class TaskFailure
{
    /// <summary>
    /// One line for each problem. Control characters and unpaired surrogates are replaced: the names of files in an archive are part of
    /// problems, and PostgreSQL cannot store all characters.
    /// </summary>
    public static string Describe(RejectedException rejection, int maxLength)
    {
        var text = new StringBuilder();
        foreach (var problem in rejection.Problems)
        {
            if (text.Length > 0)
                text.Append('\n');
            var line = problem.Pointer is { Length: > 0 } at ? $"{at}: {problem.Detail}" : problem.Detail;
            // Runes of an unpaired surrogate are the replacement character.
            foreach (var rune in line.EnumerateRunes())
                text.Append(IsControl(rune) ? Rune.ReplacementChar : rune);
        }

        return TextLimit.Shorten(text.ToString(), maxLength);
    }

    private static bool IsControl(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control && rune.Value != '\n';
}
