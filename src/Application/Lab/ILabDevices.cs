using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Lab;

/// <summary>The configured devices of this server.</summary>
public interface ILabDevices
{
    IReadOnlyList<ILabDevice> All { get; }
}

internal static class LabDevicesByName
{
    /// <exception cref="RejectedException">NotFound: no device has this name.</exception>
    public static ILabDevice Get(this ILabDevices devices, string name) =>
        devices.All.FirstOrDefault(d => d.Name == name) ?? throw RejectedException.NotFound("device", $"named {name}");
}
