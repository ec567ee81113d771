namespace OpenEvent.PSLab.Virtual;

/// <summary>The firmware that the virtual board simulates. See docs/reference/pslab-protocol.md#virtual-board-profiles.</summary>
public enum FirmwareProfile
{
    /// <summary>
    /// What current clients expect: firmware 3.0.0, one byte of input states, UART acknowledgements, both frequency commands.
    /// </summary>
    V3Client,

    /// <summary>Firmware 3.1.0: no reply to removed commands, two bytes of input states.</summary>
    V31Strict,
}

/// <summary>The circuit and the kind of a virtual board.</summary>
/// <param name="HasNoise">Whether there are noise and offsets as on a real board. Without them there is only quantisation noise.</param>
/// <param name="IsV5">A V5 board has four independent supplies and another name. On V6 boards two pairs share outputs.</param>
public sealed record VirtualBoardOptions(
    Circuit Circuit,
    FirmwareProfile Profile = FirmwareProfile.V3Client,
    bool HasNoise = true,
    bool IsV5 = false,
    ulong Seed = 20260714
)
{
    /// <summary>Offsets of inputs in volts at gain 1, which replace the defaults. They differ from board to board.</summary>
    public IReadOnlyDictionary<string, double> Offsets { get; init; } = new Dictionary<string, double>();
}
