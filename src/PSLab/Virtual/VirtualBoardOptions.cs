namespace OpenEvent.PSLab.Virtual;

/// <summary>Which firmware the virtual board imitates.</summary>
public enum FirmwareProfile
{
    /// <summary>What today's clients and the recordings expect: firmware 3.0.0, one byte of input states, UART acknowledgements, both frequency commands.</summary>
    V3Client,

    /// <summary>Firmware 3.1.0 as it is: silence for what was removed, two bytes of input states.</summary>
    V31Strict,
}

/// <summary>How a virtual board is built.</summary>
/// <param name="HasNoise">Noise and offsets as on a real board; without, only quantisation is left.</param>
/// <param name="IsV5">A V5 board has four independent supplies and another name; V6 boards have two pairs.</param>
public sealed record VirtualBoardOptions(
    Circuit Circuit,
    FirmwareProfile Profile = FirmwareProfile.V3Client,
    bool HasNoise = true,
    bool IsV5 = false,
    ulong Seed = 20260714
)
{
    /// <summary>Offsets of inputs in volts, at gain 1, instead of the usual ones: no two boards have the same.</summary>
    public IReadOnlyDictionary<string, double> Offsets { get; init; } = new Dictionary<string, double>();
}
