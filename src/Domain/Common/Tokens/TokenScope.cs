using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OpenEvent.Domain.Common;

/// <summary>
/// What an access token allows: a part of what its owner may do. A text of words with spaces between them, as in OAuth (RFC 6749 §3.3):
/// <c>read</c> and <c>write</c> for all modules, <c>events:read</c> or <c>attendees:write</c> for one (write includes read),
/// <c>event:42</c> limits the token to events, and <c>admin</c> adds what the owner may do as staff. What is not named is denied.
/// </summary>
public sealed class TokenScope
{
    public const int MaxLength = 1000;
    public const int MaxEvents = 50;
    public const string Admin = "admin";

    private const string Event = "event";
    private const string ReadWord = "read";
    private const string WriteWord = "write";

    private readonly HashSet<string> _readable = [];
    private readonly HashSet<string> _writable = [];

    private TokenScope(string text) => Text = text;

    /// <summary>The words in the order in which they were given, each once.</summary>
    public string Text { get; }

    /// <summary>The events to which the token is limited. Empty: all. An array, because SQL needs one.</summary>
    public long[] EventIds { get; private set; } = [];

    public bool IsLimitedToEvents => EventIds.Length > 0;

    /// <summary>Whether the token has what its owner may do as staff.</summary>
    public bool IncludesStaffAccess { get; private set; }

    /// <summary>Reads a scope.</summary>
    /// <exception cref="FormatException">It is empty, or a word is unknown. The message is for clients.</exception>
    public static TokenScope Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();
        var scope = new TokenScope(string.Join(' ', words));
        var eventIds = words.Where(w => w.StartsWith($"{Event}:", StringComparison.Ordinal)).Select(ReadEventId).ToArray();
        if (eventIds.Length > MaxEvents)
            throw new FormatException($"A token can be limited to at most {MaxEvents} events.");
        scope.EventIds = eventIds;
        foreach (var word in words.Where(w => !w.StartsWith($"{Event}:", StringComparison.Ordinal)))
            scope.Add(word);
        if (scope._readable.Count == 0)
            throw new FormatException("The scope needs read, write, or one of them for a module, e.g. events:read.");
        if (scope is { IsLimitedToEvents: true, IncludesStaffAccess: true })
            throw new FormatException("A token that is limited to events has no staff access.");
        return scope;
    }

    /// <summary>Reads a stored scope.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out TokenScope? scope)
    {
        try
        {
            scope = Parse(text);
            return true;
        }
        catch (FormatException)
        {
            scope = null;
            return false;
        }
    }

    /// <summary>Whether the token reads, or reads and writes, rows and use cases of a module.</summary>
    public bool Allows(string module, bool writes) =>
        module switch
        {
            TokenModule.None => false,
            TokenModule.Shared when !writes => true,
            TokenModule.Shared => _writable.Contains(TokenModule.Platform),
            _ => (writes ? _writable : _readable).Contains(module),
        };

    /// <summary>Whether the token may be used with rows of the event.</summary>
    /// <param name="eventId">Null: the row belongs to no event.</param>
    public bool Contains(long? eventId) => !IsLimitedToEvents || (eventId is { } id && EventIds.Contains(id));

    private static long ReadEventId(string word) =>
        long.TryParse(word.AsSpan(Event.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0
            ? id
            : throw new FormatException($"\"{word}\" does not name an event by its id, e.g. event:42.");

    private void Add(string word)
    {
        if (word == Admin)
        {
            IncludesStaffAccess = true;
            return;
        }

        var possible = IsLimitedToEvents ? TokenModule.OfEvents : TokenModule.All;
        var (module, access) = word.Split(':') is [var first, var second] ? (first, second) : (null, word);
        if (access is not (ReadWord or WriteWord) || (module is not null && !TokenModule.All.Contains(module)))
            throw new FormatException(
                $"\"{word}\" is not a scope. Scopes are read, write, {Admin}, event:ID, and read or write after one of: "
                    + $"{string.Join(", ", TokenModule.All)}, e.g. events:read."
            );
        if (module is not null && !possible.Contains(module))
            throw new FormatException($"\"{word}\" cannot be limited to events. Make another token for it.");
        IReadOnlyList<string> modules = module is null ? possible : [module];
        _readable.UnionWith(modules);
        if (access == WriteWord)
            _writable.UnionWith(modules);
    }
}
