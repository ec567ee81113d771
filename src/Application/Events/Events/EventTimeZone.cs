using NodaTime;
using NodaTime.TimeZones;

namespace OpenEvent.Application.Events;

/// <summary>
/// The time zones that an event can have: those of NodaTime's copy of the IANA database. Which zones exist does not depend on the machine,
/// on its time-zone cache, or on what was asked before.
/// </summary>
internal static class EventTimeZone
{
    private const string Utc = "UTC";

    private static readonly TzdbDateTimeZoneSource Tzdb = TzdbDateTimeZoneSource.Default;

    /// <summary>
    /// The ids of places (zone.tab). The database links some of them to a neighbour, e.g. Europe/Amsterdam to Europe/Brussels, but people
    /// know their own.
    /// </summary>
    private static readonly HashSet<string> Places = [.. (Tzdb.ZoneLocations ?? []).Select(l => l.ZoneId)];

    /// <summary>Names of earlier versions in other case, e.g. <c>europe/berlin</c>. Only rows that were written then have them.</summary>
    private static readonly Dictionary<string, string> IdsInAnyCase = Tzdb.GetIds()
        .ToLookup(id => id, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);

    /// <returns>
    /// The canonical id, e.g. <c>Asia/Kolkata</c> for <c>Asia/Calcutta</c>, and <c>UTC</c> for all names of UTC. Null: there is no such
    /// zone. Case matters.
    /// </returns>
    public static string? FindCanonicalId(string id) =>
        !Tzdb.CanonicalIdMap.TryGetValue(id, out var canonical) ? null
        : canonical is "Etc/UTC" or Utc ? Utc
        : Places.Contains(id) ? id
        : canonical;

    /// <summary>The zone of a stored event.</summary>
    /// <exception cref="InvalidOperationException">
    /// An earlier version stored a name that is no time zone. docs/upgrade.md says how to find such events.
    /// </exception>
    public static DateTimeZone Of(string stored) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(stored)
        ?? (
            IdsInAnyCase.TryGetValue(stored.Replace("posix/", "", StringComparison.OrdinalIgnoreCase), out var id)
                ? DateTimeZoneProviders.Tzdb[id]
                : throw new InvalidOperationException($"An event has the time zone \"{stored}\", which does not exist. Correct the event.")
        );

    /// <summary>The calendar day in the time zone of an event.</summary>
    public static DateOnly LocalDate(DateTimeOffset at, string stored) =>
        Instant.FromDateTimeOffset(at).InZone(Of(stored)).Date.ToDateOnly();
}
