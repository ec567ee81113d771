using System.Diagnostics.Metrics;

namespace OpenEvent.WebApi.Tests.Operations;

/// <summary>Reads the instruments of one server. The answer at <c>/metrics</c> has those of all servers of the process.</summary>
internal static class MeterReader
{
    /// <returns>The values of an observable instrument, by the value of its label.</returns>
    public static Dictionary<string, long> Read(IMeterFactory factory, string name)
    {
        Dictionary<string, long> values = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == name && instrument.Meter.Scope == factory)
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, labels, _) => values[LabelOf(labels)] = value);
        listener.SetMeasurementEventCallback<int>((_, value, labels, _) => values[LabelOf(labels)] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return values;
    }

    private static string LabelOf(ReadOnlySpan<KeyValuePair<string, object?>> labels) => labels.Length == 0 ? "" : $"{labels[0].Value}";
}
