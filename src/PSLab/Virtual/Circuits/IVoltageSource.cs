namespace OpenEvent.PSLab.Virtual;

/// <summary>The voltages of the board's output pins.</summary>
internal interface IVoltageSource
{
    /// <summary>The voltage of a driven pin at a time, in ticks of the device clock since power-on.</summary>
    double Volts(string pin, double tick);

    /// <summary>The mean voltage of a driven pin over its period.</summary>
    double Mean(string pin);
}
