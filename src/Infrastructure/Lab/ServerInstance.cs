using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>The process of a server. The records of running calls and runs name the process that carries them out.</summary>
internal sealed record ServerInstance(string Machine, int ProcessId, long Started)
{
    private const string Prefix = "Runs on ";

    public static ServerInstance Own { get; } = CreateOwn();

    public bool IsOnThisMachine => Machine == Own.Machine;

    public bool IsOwn => IsOnThisMachine && ProcessId == Own.ProcessId && IsRunning;

    /// <summary>Whether the process exists on this machine. Another process with the same id began at another time.</summary>
    public bool IsRunning
    {
        get
        {
            try
            {
                using var process = Process.GetProcessById(ProcessId);
                return GetStart(process) is not { } start || Math.Abs(start - Started) <= 1;
            }
            catch (ArgumentException)
            {
                return false;
            }
        }
    }

    /// <returns>Null if the text does not name a process.</returns>
    public static ServerInstance? Parse(string? detail) =>
        detail is not null
        && detail.StartsWith(Prefix, StringComparison.Ordinal)
        && detail[Prefix.Length..].Split(' ') is [var machine, var id, var started]
        && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var processId)
        && long.TryParse(started, NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            ? new(machine, processId, start)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Machine} {ProcessId} {Started}");

    private static ServerInstance CreateOwn()
    {
        using var process = Process.GetCurrentProcess();
        return new(Environment.MachineName, Environment.ProcessId, GetStart(process) ?? 0);
    }

    /// <summary>The start in seconds since 1970; null if the system does not tell it.</summary>
    private static long? GetStart(Process process)
    {
        try
        {
            return new DateTimeOffset(process.StartTime).ToUnixTimeSeconds();
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            return null;
        }
    }
}
