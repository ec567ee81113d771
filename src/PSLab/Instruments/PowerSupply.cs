using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>An output of the power supply: its DAC channel, and its values at code 0 and at full scale, in volts or amperes.</summary>
public sealed record SupplyOutput(string Name, byte Channel, double AtZero, double AtFullScale, string Unit)
{
    /// <summary>The DAC has a range of 3.3 V in steps of 1 mV.</summary>
    private const int FullScale = 3300;

    public static SupplyOutput PV1 { get; } = new("PV1", 3, -5, 5, "V");

    public static SupplyOutput PV2 { get; } = new("PV2", 2, -3.3, 3.3, "V");

    public static SupplyOutput PV3 { get; } = new("PV3", 1, 0, 3.3, "V");

    /// <summary>A current source. It delivers at most 3.3 V/(1 kΩ + load).</summary>
    public static SupplyOutput PCS { get; } = new("PCS", 0, 3.3e-3, 0, "A");

    public static IReadOnlyList<SupplyOutput> All { get; } = [PCS, PV3, PV2, PV1];

    /// <summary>The other output that uses the same DAC channel on V6 boards.</summary>
    internal SupplyOutput Partner => All[(Channel + 2) % 4];

    public int ToCode(double value) =>
        (int)Math.Clamp(Math.Floor((value - AtZero) / (AtFullScale - AtZero) * FullScale + 1e-9), 0, FullScale);

    public double FromCode(int code) => AtZero + (AtFullScale - AtZero) * code / FullScale;
}

/// <summary>
/// PV1 (±5 V), PV2 (±3.3 V), PV3 (0 to 3.3 V) and PCS (0 to 3.3 mA). The board does not report their values, so the host remembers them.
/// </summary>
public sealed class PowerSupply(Board board)
{
    /// <summary>Sets an output, in volts or amperes.</summary>
    /// <returns>The actual value after rounding to the DAC's steps.</returns>
    public async Task<double> SetAsync(SupplyOutput output, double value, CancellationToken ct)
    {
        var low = Math.Min(output.AtZero, output.AtFullScale);
        var high = Math.Max(output.AtZero, output.AtFullScale);
        if (!(value >= low && value <= high))
            throw new BoardException(
                BoardErrorKind.OutOfRange,
                $"{output.Name} cannot be {value} {output.Unit}. Use {low} to {high} {output.Unit}."
            );
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        return output.FromCode(
            await SetAsync(lease, board.StateCache, output, output.ToCode(value), board.Link.Version, ct).ConfigureAwait(false)
        );
    }

    /// <summary>The value that was set last; null if it was not set since the board was connected or restarted.</summary>
    public async Task<double?> GetAsync(SupplyOutput output, CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        return board.StateCache.PowerCodes[output.Channel] is { } code ? output.FromCode(code) : null;
    }

    /// <summary>
    /// Sets all outputs to 0 V and 0 A. On V6 two outputs share a code, so not all can be zero. PV1 and PV2 are set last. That leaves 1.65
    /// V on PV3 and 1.65 mA on PCS, instead of −5 V on PV1 and 3.3 V on PV2.
    /// </summary>
    internal static async Task SwitchOffAsync(BoardLease lease, BoardStateCache stateCache, string? version, CancellationToken ct)
    {
        foreach (var output in new[] { SupplyOutput.PV3, SupplyOutput.PV1, SupplyOutput.PCS, SupplyOutput.PV2 })
            await SetAsync(lease, stateCache, output, output.ToCode(0), version, ct).ConfigureAwait(false);
    }

    private static async Task<int> SetAsync(
        BoardLease lease,
        BoardStateCache stateCache,
        SupplyOutput output,
        int code,
        string? version,
        CancellationToken ct
    )
    {
        await lease.ExecuteAsync(Commands.SetPower.CreateRequest(output.Channel, (uint)code), ct).ConfigureAwait(false);
        stateCache.PowerCodes[output.Channel] = code;
        if (version is not null && new BoardIdentity(version, lease.Firmware).HasPairedSupplies)
        {
            var partner = output.Partner;
            if (stateCache.PowerCodes[partner.Channel] is { } before && before != code)
                CallNotices.Add(
                    $"{partner.Name} is now {Math.Round(partner.FromCode(code), 6)} {partner.Unit}: "
                        + $"it shares a converter with {output.Name}."
                );
            stateCache.PowerCodes[partner.Channel] = code;
        }
        return code;
    }
}
