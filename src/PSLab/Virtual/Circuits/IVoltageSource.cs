namespace OpenEvent.PSLab.Virtual;

/// <summary>What the board puts on its output pins.</summary>
internal interface IVoltageSource
{
    /// <summary>The voltage of a driven pin at a moment, in ticks of the device clock since power-on.</summary>
    double Volts(string pin, double tick);

    /// <summary>The mean voltage of a driven pin over a long time.</summary>
    double Mean(string pin);
}
