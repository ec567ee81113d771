using System.Reflection;
using System.Text.Json;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Notifications;

/// <summary>A kind of letter that the server knows how to write.</summary>
/// <param name="Type">The record.</param>
/// <param name="Action">The reference's name: the record's in snake case.</param>
/// <param name="Recipient">Who gets it, e.g. <c>Buyer</c>.</param>
public sealed record LetterKind(Type Type, string Action, string Recipient)
{
    public static IReadOnlyList<LetterKind> All { get; } =
    [
        .. typeof(Letter)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Letter)))
            .Select(Of)
            .OrderBy(kind => kind.Action, StringComparer.Ordinal),
    ];

    private static readonly Dictionary<string, LetterKind> ByName = All.ToDictionary(kind => kind.Type.Name);

    /// <param name="template">The record's name.</param>
    public static LetterKind Named(string template) => ByName[template];

    private static LetterKind Of(Type type) =>
        new(
            type,
            JsonNamingPolicy.SnakeCaseLower.ConvertName(type.Name),
            type.GetCustomAttribute<RecipientAttribute>()?.Recipient
                ?? throw new InvalidOperationException($"The letter {type.Name} does not say who gets it.")
        );
}
