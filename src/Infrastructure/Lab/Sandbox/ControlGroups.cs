using System.Globalization;

namespace OpenEvent.Infrastructure.Lab.Sandbox;

/// <summary>
/// Creates a control group for each worker, which limits memory and processes of all its processes together. Version 2 of the kernel's
/// interface is used where it has the controllers, otherwise version 1.
/// </summary>
/// <param name="parents">The folders in which groups are created: one in version 2, one for each controller in version 1.</param>
internal sealed class ControlGroups(IReadOnlyList<ControlGroups.Parent> parents)
{
    private const string Prefix = "openevent-scripts-";

    /// <summary>Of all sandboxes of this process, because the group of an ended worker may exist for a while.</summary>
    private static int _number;

    /// <summary>Finds where the system lets this process create groups, and removes groups that a killed server left.</summary>
    /// <returns>Null if the system does not allow it.</returns>
    public static ControlGroups? Detect()
    {
        foreach (var candidate in (Func<IReadOnlyList<Parent>?>[])[FindVersion2, FindVersion1])
            try
            {
                if (candidate() is not { } parents)
                    continue;
                var groups = new ControlGroups(parents);
                groups.RemoveOld();
                groups.Create(64 << 20, 8).Remove();
                return groups;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The system does not let this process create groups.
            }
        return null;
    }

    /// <exception cref="IOException">The system does not let this process create or limit the group.</exception>
    public ControlGroup Create(long memoryBytes, int processes)
    {
        var name = $"{Prefix}{Environment.ProcessId}-{Interlocked.Increment(ref _number)}";
        var group = new ControlGroup([.. parents.Select(p => Path.Combine(p.Folder, name))]);
        try
        {
            foreach (var (parent, folder) in parents.Zip(group.Folders))
            {
                Directory.CreateDirectory(folder);
                if (parent.Controllers.Contains("memory"))
                    LimitMemory(folder, memoryBytes, parent.IsVersion2);
                if (parent.Controllers.Contains("pids"))
                    Write(folder, "pids.max", processes);
            }
            return group;
        }
        catch
        {
            group.Remove();
            throw;
        }
    }

    private static void LimitMemory(string folder, long bytes, bool isVersion2)
    {
        Write(folder, isVersion2 ? "memory.max" : "memory.limit_in_bytes", bytes);
        // Files that are missing belong to kernels without swap accounting.
        foreach (
            var (file, value) in ((string, long)[])[("memory.swap.max", 0), ("memory.memsw.limit_in_bytes", bytes), ("memory.oom.group", 1)]
        )
            if (File.Exists(Path.Combine(folder, file)))
                Write(folder, file, value);
    }

    private static void Write(string folder, string file, long value) =>
        File.WriteAllText(Path.Combine(folder, file), value.ToString(CultureInfo.InvariantCulture));

    private void RemoveOld()
    {
        foreach (var folder in parents.SelectMany(p => Directory.EnumerateDirectories(p.Folder, Prefix + "*")).ToList())
            if (Path.GetFileName(folder).Split('-') is [_, _, var process, _] && !Directory.Exists($"/proc/{process}"))
                ControlGroup.TryRemove(folder);
    }

    /// <summary>Groups are created beside the server's own group, because a group that has processes cannot limit its children.</summary>
    private static IReadOnlyList<Parent>? FindVersion2()
    {
        var mount = Mounts().FirstOrDefault(m => m.Type == "cgroup2").Folder;
        if (mount is null || FindOwnPath("") is not { } own)
            return null;
        var folder = Path.GetDirectoryName(own) is { } above ? Path.Join(mount, above) : mount;
        if (!Directory.Exists(folder))
            return null;
        string[] controllers = ["memory", "pids"];
        if (controllers.Except(Read(folder, "cgroup.controllers")).Any())
            return null;
        if (controllers.Except(Read(folder, "cgroup.subtree_control")).Any())
            File.WriteAllText(Path.Combine(folder, "cgroup.subtree_control"), "+memory +pids");
        return [new Parent(folder, controllers, true)];
    }

    private static IReadOnlyList<Parent>? FindVersion1()
    {
        List<Parent> found = [];
        foreach (var controller in (string[])["memory", "pids"])
        {
            var mount = Mounts().FirstOrDefault(m => m.Type == "cgroup" && m.Options.Contains(controller)).Folder;
            if (mount is null || FindOwnPath(controller) is not { } own)
                return null;
            var folder = Path.Join(mount, own);
            folder = Directory.Exists(folder) ? folder : mount;
            if (found.FirstOrDefault(p => p.Folder == folder) is { } both)
                found[found.IndexOf(both)] = both with { Controllers = [.. both.Controllers, controller] };
            else
                found.Add(new Parent(folder, [controller], false));
        }
        return found;
    }

    private static string[] Read(string folder, string file) => File.ReadAllText(Path.Combine(folder, file)).Split((char[])[' ', '\n']);

    /// <summary>Lines of <c>/proc/self/mounts</c>: device, folder, type, options.</summary>
    private static IEnumerable<(string Type, string Folder, string[] Options)> Mounts() =>
        File.ReadLines("/proc/self/mounts").Select(line => line.Split(' ')).Select(p => (p[2], p[1], p[3].Split(',')));

    /// <summary>Lines of <c>/proc/self/cgroup</c>: number, controllers, path.</summary>
    private static string? FindOwnPath(string controller) =>
        File.ReadLines("/proc/self/cgroup")
            .Select(line => line.Split(':', 3))
            .FirstOrDefault(parts => parts[1].Split(',').Contains(controller))
            ?[2];

    /// <summary>A folder in which groups are created, and the controllers that it has.</summary>
    internal sealed record Parent(string Folder, IReadOnlyList<string> Controllers, bool IsVersion2);
}
