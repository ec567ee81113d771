namespace OpenEvent.Application.Lab;

/// <summary>The program that isolates scripts.</summary>
public enum ScriptRuntime
{
    /// <summary>Debian's <c>bubblewrap</c>: namespaces, limits and a system call filter of the machine's kernel.</summary>
    Bubblewrap,

    /// <summary>gVisor's <c>runsc</c>: a kernel of its own for each script.</summary>
    Runsc,
}
