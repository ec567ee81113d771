using System.Collections.Concurrent;
using System.Reflection;

namespace OpenEvent.Domain.Common;

/// <summary>
/// Names the module that a token needs for a type of rows or for a use case, where the namespace does not say it.
/// </summary>
/// <param name="name">One of the constants of <see cref="TokenModule"/>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TokenModuleAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>The modules that the scope of a token names, e.g. in <c>attendees:write</c>.</summary>
public static class TokenModule
{
    /// <summary>The profile of the account and its notifications, read only: <c>users</c> cannot be written with a token.</summary>
    public const string Account = "account";

    public const string Events = "events";

    /// <summary>Sessions, speakers, tracks, rooms, streams.</summary>
    public const string Programme = "programme";

    /// <summary>Tickets, orders, codes, payments, invoices.</summary>
    public const string Ticketing = "ticketing";

    /// <summary>Attendees, check-in and badges.</summary>
    public const string Attendees = "attendees";

    public const string Lab = "lab";

    /// <summary>Settings, e-mails, tasks, exports and imports.</summary>
    public const string Platform = "platform";

    /// <summary>Vocabularies that every token reads, e.g. roles and event topics. They are written with <see cref="Platform"/>.</summary>
    public const string Shared = "shared";

    /// <summary>What no token reads or writes: passwords, addresses, sessions, tokens. Modules that are not known are treated so.</summary>
    public const string None = "none";

    /// <summary>The modules that a scope can name.</summary>
    public static IReadOnlyList<string> All { get; } = [Account, Events, Programme, Ticketing, Attendees, Lab, Platform];

    /// <summary>The modules whose rows belong to events. A token that is limited to events has these at most.</summary>
    public static IReadOnlyList<string> OfEvents { get; } = [Events, Programme, Ticketing, Attendees];

    private static readonly ConcurrentDictionary<Type, string> ModuleByType = [];

    /// <summary>The module of an entity or a use case: that of its attribute, else that of its namespace.</summary>
    public static string Of(Type type) => ModuleByType.GetOrAdd(type, Find);

    private static string Find(Type type) =>
        type.GetCustomAttribute<TokenModuleAttribute>()?.Name
        ?? (type.Namespace ?? "").Split('.')[^1] switch
        {
            "Events" => Events,
            "Program" => Programme,
            "Ticketing" => Ticketing,
            "Lab" => Lab,
            "Notifications" or "Platform" => Platform,
            _ => None,
        };
}
