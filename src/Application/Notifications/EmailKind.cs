using System.Reflection;
using System.Text.Json;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Notifications;

/// <summary>A kind of e-mail that the server sends: a record that derives from <see cref="EmailMessage"/>.</summary>
/// <param name="Type">The type of the record.</param>
/// <param name="Action">The name that clients know: the record's name in snake case.</param>
/// <param name="Recipient">Who receives it, e.g. <c>Buyer</c>.</param>
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

    /// <param name="template">The name of the record.</param>
    /// <exception cref="UnknownOutboxKindException">This version has no e-mail kind with that name.</exception>
    public static EmailKind FromName(string template) =>
        ByName.TryGetValue(template, out var kind)
            ? kind
            : throw new UnknownOutboxKindException($"This version does not know the e-mail kind {template}.");

    /// <summary>The action of a kind of e-mail, also of one that this version does not know.</summary>
    public static string GetAction(string template) => JsonNamingPolicy.SnakeCaseLower.ConvertName(template);

    private static EmailKind FromType(Type type) =>
        new(
            type,
            GetAction(type.Name),
            type.GetCustomAttribute<RecipientAttribute>()?.Recipient
                ?? throw new InvalidOperationException($"The e-mail {type.Name} needs the [Recipient] attribute.")
        );
}
