using System.Globalization;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>
/// How changes of one type are written to the log, derived from its declaration. Names of changed members are always written. Values are
/// written of declared members that are neither private nor secret. Texts and times are written only if the declaration says so
/// (<see cref="Resource.LogsTexts"/>), because most texts are about people.
/// </summary>
internal sealed class ActivityFormat
{
    private const int MaxText = 80;

    private readonly Dictionary<string, string> _names = [];
    private readonly HashSet<string> _membersWithValues = [];
    private readonly bool _includesTexts;

    private ActivityFormat(string name, bool includesTexts)
    {
        Name = name;
        _includesTexts = includesTexts;
    }

    /// <summary>The JSON:API type, e.g. <c>faq</c>.</summary>
    public string Name { get; }

    /// <summary>A type without a declaration, such as the rows of a join table: only its keys are written.</summary>
    public static ActivityFormat OfTable(Type type) => new(WireNames.ToKebabCase(type.Name), includesTexts: false);

    public static ActivityFormat Of<T>(Resource<T> resource)
        where T : Entity
    {
        var format = new ActivityFormat(resource.Type, resource.LogsTexts);
        foreach (var field in resource.Fields)
        {
            format._names[field.Member] = field.Name;
            if (field is { IsPrivate: false, IsSecret: false, IsWriteOnly: false, IsJson: false })
                format._membersWithValues.Add(field.Member);
        }

        foreach (var relationship in resource.Relationships.OfType<IForeignKey<T>>())
        {
            format._names[relationship.Member + "Id"] = relationship.Relationship.Name;
            if (!relationship.Relationship.IsPrivate)
                format._membersWithValues.Add(relationship.Member + "Id");
        }

        return format;
    }

    /// <summary>The changed member, with its values before and after if they are written.</summary>
    public string DescribeChange(string member, object? before, object? after)
    {
        var name = NameOf(member);
        return FormatValue(member, before) is { } old && FormatValue(member, after) is { } value ? $"{name}: {old} → {value}" : name;
    }

    /// <summary>A member of a new or removed row, with its value; null if the value is not written.</summary>
    public string? DescribeValue(string member, object? value) =>
        value is not null && FormatValue(member, value) is { } text ? $"{NameOf(member)}: {text}" : null;

    private string NameOf(string member) => _names.GetValueOrDefault(member) ?? WireNames.ToKebabCase(member);

    private string? FormatValue(string member, object? value)
    {
        var isKeyOfTable = _names.Count == 0 && member.EndsWith("Id", StringComparison.Ordinal) && value is long;
        if (!isKeyOfTable && !_membersWithValues.Contains(member))
            return null;
        return value switch
        {
            null => "none",
            string or DateTimeOffset or DateOnly when !_includesTexts => null,
            string { Length: > MaxText } text => $"\"{TextLimit.Shorten(text, MaxText).Trim()}…\"",
            string text => $"\"{text}\"",
            bool flag => flag ? "true" : "false",
            DateTimeOffset time => time.ToString("yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture),
            Enum or IFormattable => Convert.ToString(value, CultureInfo.InvariantCulture),
            _ => null,
        };
    }
}
