namespace OpenEvent.Infrastructure.Lab.Sandbox;

/// <summary>The control group of one worker.</summary>
/// <param name="folders">Its folders: one, or one for each controller in version 1.</param>
internal sealed class ControlGroup(IReadOnlyList<string> folders)
{
    private const int Attempts = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public IReadOnlyList<string> Folders { get; } = folders;

    /// <summary>The files to which a process writes its number to join.</summary>
    public IEnumerable<string> ProcessFiles => Folders.Select(f => Path.Combine(f, "cgroup.procs"));

    /// <summary>Whether the kernel killed a process of the group because of its memory.</summary>
    public bool RanOutOfMemory() =>
        Folders
            .SelectMany(f => (string[])[Path.Combine(f, "memory.events"), Path.Combine(f, "memory.oom_control")])
            .Where(File.Exists)
            .SelectMany(File.ReadLines)
            .Any(line => line.StartsWith("oom_kill ", StringComparison.Ordinal) && line != "oom_kill 0");

    /// <summary>Waits until the group has no processes, and removes it.</summary>
    /// <returns>Whether it was removed: it has no processes.</returns>
    public async Task<bool> RemoveAsync()
    {
        var isRemoved = true;
        foreach (var folder in Folders)
        {
            var attempts = 0;
            while (!TryRemove(folder) && ++attempts < Attempts)
                await Task.Delay(Pause);
            isRemoved &= attempts < Attempts;
        }
        return isRemoved;
    }

    public void Remove()
    {
        foreach (var folder in Folders)
            TryRemove(folder);
    }

    /// <summary>The kernel's folders contain files that cannot be deleted; only the empty group itself is removed.</summary>
    public static bool TryRemove(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // it still has processes
        }
    }
}
