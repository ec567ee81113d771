namespace OpenEvent.WebApi.TestMode;

/// <summary>Section <c>Testing</c>: the mode for test suites of clients (docs/test-against-openevent.md).</summary>
public sealed record TestingSettings
{
    /// <summary>Whether the server has the routes below <c>/testing</c>. Refused in the environment Production.</summary>
    public bool Enabled { get; init; }

    /// <summary>Whether these routes answer clients of other machines. Anyone who reaches them can delete everything.</summary>
    public bool AllowRemote { get; init; }
}
