using System.Runtime.InteropServices;

namespace OpenEvent.Infrastructure.Lab.Sandbox;

/// <summary>The part of the machine's files that Python and numpy need.</summary>
/// <param name="Interpreter">The real path of the interpreter.</param>
/// <param name="Folders">Files and folders that a script can read.</param>
/// <param name="Links">Symbolic links, such as <c>/lib</c>.</param>
internal sealed record PythonFiles(string Interpreter, IReadOnlyList<string> Folders, IReadOnlyList<(string Path, string Target)> Links)
{
    public static PythonFiles Find(string python)
    {
        var interpreter = File.ResolveLinkTarget(python, returnFinalTarget: true)?.FullName ?? python;
        var triplet = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
        // Debian's layout; elsewhere all libraries.
        string[] libraries = ["/usr/lib/python3", $"/usr/lib/{Path.GetFileName(interpreter)}", $"/usr/lib/{triplet}"];
        List<string> folders = [.. libraries.All(Directory.Exists) ? libraries : ["/usr/lib"], "/usr/lib64", "/usr/libx32", interpreter];
        if (!interpreter.StartsWith("/usr/", StringComparison.Ordinal) && Path.GetDirectoryName(interpreter) is { } bin)
            folders.AddRange(((string[])["bin", "lib", "lib64"]).Select(f => Path.Combine(Path.GetDirectoryName(bin)!, f)));
        // Symbolic links only: Debian's numpy finds its linear algebra by them.
        folders.Add("/etc/alternatives");
        List<(string, string)> links = [];
        foreach (var path in (string[])["/lib", "/lib64"])
            if (new DirectoryInfo(path) is { Exists: true, LinkTarget: var target })
                if (target is null)
                    folders.Add(path);
                else
                    links.Add((path, target));
        return new PythonFiles(interpreter, [.. folders.Where(Path.Exists)], links);
    }
}
