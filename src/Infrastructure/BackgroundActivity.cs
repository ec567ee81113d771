using System.Diagnostics;

namespace OpenEvent.Infrastructure;

/// <summary>The traces of work that no request causes directly. Statements of the database are spans below them.</summary>
internal static class BackgroundActivity
{
    private static readonly ActivitySource Source = new("OpenEvent");

    /// <param name="name">What is done and of which kind, never a person or an id.</param>
    /// <returns>Null: nobody collects traces.</returns>
    public static Activity? Start(string name) => Source.StartActivity(name, ActivityKind.Internal, parentContext: default);
}
