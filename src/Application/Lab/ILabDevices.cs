using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Lab;

/// <summary>The devices of this server, as configured.</summary>
public interface ILabDevices
{
    IReadOnlyList<ILabDevice> All { get; }
}

internal static class LabDevicesByName
{
    /// <exception cref="RejectedException">Missing.</exception>
    public static ILabDevice Get(this ILabDevices devices, string name) =>
        devices.All.FirstOrDefault(b => b.Name == name) ?? throw RejectedException.NotFound("device", $"named {name}");
}
