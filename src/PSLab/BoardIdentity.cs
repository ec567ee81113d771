using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab;

/// <summary>The board's own name and firmware version.</summary>
/// <param name="Version">Such as "PSLab V6".</param>
public sealed record BoardIdentity(string Version, FirmwareVersion Firmware)
{
    /// <summary>On V6 boards, PCS and PV2 share a DAC output, and so do PV1 and PV3.</summary>
    public bool HasPairedSupplies =>
        !Version.Contains("V5", StringComparison.Ordinal) && !Version.Contains("CSpark", StringComparison.Ordinal);
}
