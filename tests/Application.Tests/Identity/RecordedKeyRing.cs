namespace OpenEvent.Application.Tests.Identity;

/// <summary>A key that a server with a configured secret stored in November 2026, and a text encrypted with it.</summary>
internal static class RecordedKeyRing
{
    public const string Xml = "XML";

    public const string Text = "TEXT";
}
