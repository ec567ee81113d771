namespace OpenEvent.Architecture.Tests.Wrong;

/// <summary>Sends one command and not the other, which <c>CommandTests</c> must tell apart.</summary>
internal static class SendsHandledTwice
{
    public static object Create() => new HandledTwice();
}
