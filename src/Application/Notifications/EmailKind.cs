using System.Reflection;
using System.Text.Json;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Notifications;

/// <summary>A kind of e-mail that the server sends: a record that derives from <see cref="EmailMessage"/>.</summary>
/// <param name="Type">The type of the record.</param>
/// <param name="Action">The name that clients know: the record's name in snake case.</param>
/// <param name="Recipient">Who receives it, e.g. <c>Buyer</c>.</param>
/// <param name="About">What it is about, e.g. <c>ticket sales that have ended</c>. Null if it is required.</param>
public sealed record EmailKind(Type Type, string Action, string Recipient, string? About)
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

    /// <returns>Null if this version has no such kind, or if it is required.</returns>
    public static string? FindAbout(string action) => All.FirstOrDefault(kind => kind.Action == action)?.About;

    private static EmailKind FromType(Type type)
    {
        var attribute = type.GetCustomAttribute<RecipientAttribute>()
            ?? throw new InvalidOperationException($"The e-mail {type.Name} needs the [Recipient] attribute.");
        return new EmailKind(type, GetAction(type.Name), attribute.Recipient, attribute.About);
    }
}
