using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Lab;

/// <summary>A device from the point of view of one user.</summary>
/// <param name="Circuit">The circuit that the user chose for a virtual device; null for the configured one.</param>
internal sealed record DeviceStatus(string Name, DeviceInfo Info, DeviceQueue Queue, string? Circuit)
{
    public static DeviceStatus Create(ILabDevice device, Actor actor) =>
        new(device.Name, device.Info, device.GetQueue(actor.UserId ?? 0), device.GetCircuit(actor.UserId ?? 0));
}
