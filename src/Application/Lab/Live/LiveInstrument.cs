namespace OpenEvent.Application.Lab;

/// <summary>What a live stream shows.</summary>
public enum LiveInstrument
{
    /// <summary>Voltages over time.</summary>
    Scope,

    /// <summary>Levels of digital inputs over time.</summary>
    Logic,

    /// <summary>One value for each channel.</summary>
    Meter,
}
