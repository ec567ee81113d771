namespace OpenEvent.Architecture.Tests.Wrong.Identity;

/// <summary>Deliberately wrong: the lowest module knows one above it, and only inside a method.</summary>
internal static class UsesEventsModule
{
    public static string Look(object row) => row is Domain.Events.Event e ? e.Name : "";
}
