namespace OpenEvent.Architecture.Tests.Wrong.Identity;

/// <summary>Deliberately wrong: the Identity module uses the Events module inside a method.</summary>
internal static class UsesEventsModule
{
    public static string Describe(object row) => row is Domain.Events.Event e ? e.Name : "";
}
