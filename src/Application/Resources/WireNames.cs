using System.Text;

namespace OpenEvent.Application.Resources;

/// <summary>Wire names from C# names: <c>FaqType</c> is <c>faq-type</c>, its path <c>faq-types</c>.</summary>
internal static class WireNames
{
    public static string ToKebabCase(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0)
                text.Append('-');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    /// <summary>Clients write names dashed or underscored (<c>spec/openevent/clients.md</c>).</summary>
    public static string Normalize(string name) => name.Replace('_', '-');

    public static string Pluralize(string name) =>
        name switch
        {
            _ when name.EndsWith('y') && !name.EndsWith("ay", StringComparison.Ordinal) => name[..^1] + "ies",
            _ when name.EndsWith("tax", StringComparison.Ordinal) => name + "es",
            _ when name.EndsWith('s') => name,
            _ => name + "s",
        };
}
