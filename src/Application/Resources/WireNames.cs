using System.Text;

namespace OpenEvent.Application.Resources;

/// <summary>
/// Converts C# names to names in JSON and in URLs: type <c>FaqType</c> becomes <c>faq-type</c>, with the path <c>faq-types</c>.
/// </summary>
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

    /// <summary>Replaces underscores by dashes, because clients send both: docs/reference/json-api-dialect.md#names.</summary>
    public static string Normalize(string name) => name.Replace('_', '-');

    /// <summary>The name with underscores, in which some clients send and read members.</summary>
    /// <param name="name">In kebab case.</param>
    public static string ToSnakeCase(string name) => name.Replace('-', '_');

    public static string Pluralize(string name) =>
        name switch
        {
            _ when name.EndsWith('y') && !name.EndsWith("ay", StringComparison.Ordinal) => name[..^1] + "ies",
            _ when name.EndsWith("tax", StringComparison.Ordinal) => name + "es",
            _ when name.EndsWith('s') => name,
            _ => name + "s",
        };
}
