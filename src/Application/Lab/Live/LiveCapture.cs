namespace OpenEvent.Application.Lab;

/// <summary>What the client of a live stream wants to see.</summary>
/// <param name="Channels">Names of inputs, without repetition.</param>
public sealed record LiveCapture(LiveInstrument Instrument, IReadOnlyList<string> Channels)
{
    /// <summary>The longest capture, in seconds. Other users wait for it.</summary>
    public const double MaxSeconds = 2;

    public LiveMode Mode { get; init; }

    /// <summary>Samples of each channel, 1 to 10,000.</summary>
    public int Samples { get; init; } = 1000;

    /// <summary>Seconds between two samples, 125 ns to 1 s.</summary>
    public double Interval { get; init; } = 10e-6;

    /// <summary>Null to record at any time.</summary>
    public LiveTrigger? Trigger { get; init; }

    /// <summary>The range of channels in volts. Channels that are not here keep the range that their user set.</summary>
    public IReadOnlyDictionary<string, double> Ranges { get; init; } = new Dictionary<string, double>();

    /// <summary>The channels whose range follows the signal.</summary>
    public IReadOnlyList<string> AutoRanges { get; init; } = [];

    /// <summary>The most values of each channel in a frame, 2 to 10,000.</summary>
    public int Points { get; init; } = 1000;

    /// <summary>Whether other users may watch.</summary>
    public bool IsObservable { get; init; } = true;
}
