using System.Globalization;
using System.Text;

namespace OpenEvent.Domain.Events;

/// <summary>Converts names to URL slugs.</summary>
public static class Slug
{
    /// <summary>The name in lower case, without accents, with dashes instead of other characters.</summary>
    public static string FromName(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsLetterOrDigit(c))
                text.Append(char.ToLowerInvariant(c));
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && text.Length > 0 && text[^1] != '-')
                text.Append('-');
        }

        return text.ToString().Trim('-');
    }
}
