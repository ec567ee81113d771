using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Lab;

/// <summary>The devices of this server, as configured.</summary>
public interface IBenches
{
    IReadOnlyList<IBench> All { get; }
}

internal static class BenchesByName
{
    /// <exception cref="Refused">Missing.</exception>
    public static IBench Of(this IBenches benches, string name) =>
        benches.All.FirstOrDefault(b => b.Name == name) ?? throw Refused.Missing("device", $"named {name}");
}
