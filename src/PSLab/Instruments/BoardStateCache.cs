using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>Settings that the board does not report, so the host remembers them. A new session clears them.</summary>
internal sealed class BoardStateCache
{
    private int _session = -1;

    /// <summary>Gain indices of CH1 and CH2.</summary>
    public int[] Gains { get; private set; } = new int[2];

    public Trigger? Trigger { get; set; }

    /// <summary>The DAC codes of PCS, PV3, PV2, PV1; null while unknown.</summary>
    public int?[] PowerCodes { get; private set; } = new int?[4];

    /// <summary>The names of the waveforms in the tables of SI1 and SI2; null while unknown.</summary>
    public string?[] Waveforms { get; private set; } = new string?[2];

    public SharedOutputs Outputs { get; } = new();

    public (uint Pins, uint Scaler) Reference { get; set; }

    public ActiveCapture? ActiveCapture { get; set; }

    public ActiveLogicCapture? ActiveLogicCapture { get; set; }

    /// <summary>The settings of the SPI bus; null while unknown.</summary>
    public SpiSettings? Spi { get; set; }

    public void SetSession(int session)
    {
        if (_session != session)
            Clear();
        _session = session;
    }

    public void Clear()
    {
        Gains = new int[2];
        PowerCodes = new int?[4];
        Waveforms = new string?[2];
        Trigger = null;
        Reference = default;
        ActiveCapture = null;
        ActiveLogicCapture = null;
        Spi = null;
        Outputs.Clear();
    }

    /// <summary>The current gain of an input.</summary>
    public double GetGain(AnalogInput input) => input.HasGain ? Calibration.Gains[Gains[input.Amplifier - 1]] : 1;
}
