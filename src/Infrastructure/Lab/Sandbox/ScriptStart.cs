namespace OpenEvent.Infrastructure.Lab.Sandbox;

/// <summary>What became of a script that was to be started.</summary>
internal enum ScriptStart
{
    Started,

    /// <summary>As many scripts as allowed were running.</summary>
    Full,

    /// <summary>No process could be started.</summary>
    Failed,
}
