using System.Reflection;
using System.Text.Json;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Notifications;

/// <summary>A kind of letter that the server knows how to write.</summary>
/// <param name="Type">The record.</param>
/// <param name="Action">The reference's name: the record's in snake case.</param>
/// <param name="Recipient">Who gets it, e.g. <c>Buyer</c>.</param>
public sealed record EmailKind(Type Type, string Action, string Recipient)
{
    public static IReadOnlyList<EmailKind> All { get; } =
    [
        .. typeof(EmailMessage)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(EmailMessage)))
            .Select(FromType)
            .OrderBy(kind => kind.Action, StringComparer.Ordinal),
    ];

    private static readonly Dictionary<string, EmailKind> ByName = All.ToDictionary(kind => kind.Type.Name);

    /// <param name="template">The record's name.</param>
    public static EmailKind FromName(string template) => ByName[template];

    private static EmailKind FromType(Type type) =>
        new(
            type,
            JsonNamingPolicy.SnakeCaseLower.ConvertName(type.Name),
            type.GetCustomAttribute<RecipientAttribute>()?.Recipient
                ?? throw new InvalidOperationException($"The letter {type.Name} does not say who gets it.")
        );
}
