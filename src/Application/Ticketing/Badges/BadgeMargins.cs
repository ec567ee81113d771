namespace OpenEvent.Application.Ticketing;

/// <summary>The space around an entry, in points.</summary>
public readonly record struct BadgeMargins(double Top, double Right, double Bottom, double Left);
