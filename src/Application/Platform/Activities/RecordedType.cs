using System.Globalization;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>
/// What the log of changes contains about the rows of one type, derived from its declaration. The names of changed members are always
/// recorded. Values are recorded of declared members that are not private; texts and times only if the declaration says so
/// (<see cref="Resource.LogsTexts"/>), because most texts are about people.
/// </summary>
internal sealed class RecordedType
{
    private const int MaxText = 80;

    private readonly Dictionary<string, string> _names = [];
    private readonly HashSet<string> _valuesOf = [];
    private readonly bool _saysTexts;

    private RecordedType(string name, bool saysTexts)
    {
        Name = name;
        _saysTexts = saysTexts;
    }

    /// <summary>The JSON:API type, e.g. <c>faq</c>.</summary>
    public string Name { get; }

    /// <summary>A type without a declaration, such as the rows of a join table: only its keys are said.</summary>
    public static RecordedType OfTable(Type type) => new(WireNames.ToKebabCase(type.Name), saysTexts: false);

    public static RecordedType Of<T>(Resource<T> resource)
        where T : Entity
    {
        var recorded = new RecordedType(resource.Type, resource.LogsTexts);
        foreach (var field in resource.Fields)
        {
            recorded._names[field.Member] = field.Name;
            if (field is { IsPrivate: false, IsWriteOnly: false, IsJson: false })
                recorded._valuesOf.Add(field.Member);
        }

        foreach (var relationship in resource.Relationships.OfType<IForeignKey<T>>())
        {
            recorded._names[relationship.Member + "Id"] = relationship.Relationship.Name;
            if (!relationship.Relationship.IsPrivate)
                recorded._valuesOf.Add(relationship.Member + "Id");
        }

        return recorded;
    }

    /// <summary>The changed member, with its values before and after if they may be said.</summary>
    public string DescribeChange(string member, object? before, object? after)
    {
        var name = NameOf(member);
        return Say(member, before) is { } old && Say(member, after) is { } value ? $"{name}: {old} → {value}" : name;
    }

    /// <summary>A member of a new or removed row, with its value; null if the value may not be said.</summary>
    public string? DescribeValue(string member, object? value) =>
        value is not null && Say(member, value) is { } said ? $"{NameOf(member)}: {said}" : null;

    private string NameOf(string member) => _names.GetValueOrDefault(member) ?? WireNames.ToKebabCase(member);

    private string? Say(string member, object? value)
    {
        var isKeyOfTable = _names.Count == 0 && member.EndsWith("Id", StringComparison.Ordinal) && value is long;
        if (!isKeyOfTable && !_valuesOf.Contains(member))
            return null;
        return value switch
        {
            null => "none",
            string or DateTimeOffset or DateOnly when !_saysTexts => null,
            string { Length: > MaxText } text => $"\"{text[..MaxText].Trim()}…\"",
            string text => $"\"{text}\"",
            bool flag => flag ? "true" : "false",
            DateTimeOffset time => time.ToString("yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture),
            Enum or IFormattable => Convert.ToString(value, CultureInfo.InvariantCulture),
            _ => null,
        };
    }
}
