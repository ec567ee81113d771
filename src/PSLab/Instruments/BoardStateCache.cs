using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>What the host has to remember because the board never tells it. It is void as soon as the board may have restarted.</summary>
internal sealed class BoardStateCache
{
    private int _session = -1;

    /// <summary>Gain indices of CH1 and CH2.</summary>
    public int[] Gains { get; private set; } = new int[2];

    public Trigger? Trigger { get; set; }

    /// <summary>The DAC codes of PCS, PV3, PV2, PV1; null while unknown.</summary>
    public int?[] PowerCodes { get; private set; } = new int?[4];

    /// <summary>What the tables of SI1 and SI2 hold; null while unknown.</summary>
    public string?[] Waveforms { get; private set; } = new string?[2];

    public (uint Pins, uint Scaler) Reference { get; set; }

    public ActiveCapture? ActiveCapture { get; set; }

    public ActiveLogicCapture? ActiveLogicCapture { get; set; }

    /// <summary>The word width that the SPI bus is set to.</summary>
    public SpiSettings? Spi { get; set; }

    public void EnterSession(int session)
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
    }

    /// <summary>The gain that an input has now.</summary>
    public double GetGain(AnalogInput input) => input.HasGain ? Calibration.Gains[Gains[input.Amplifier - 1]] : 1;
}
