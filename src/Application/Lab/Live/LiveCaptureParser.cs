using System.Text.Json;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Lab;

/// <summary>Reads the settings that the client of a live stream sends.</summary>
internal static class LiveCaptureParser
{
    private const int MaxChannels = 4,
        MaxNameLength = 16,
        MaxSamples = 10_000,
        MinPoints = 2;

    private const double MaxVolts = 16.5,
        MaxPosition = 0.9;

    /// <exception cref="RejectedException">Invalid.</exception>
    public static LiveCapture Parse(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(document.RootElement)
                : throw RejectedException.Invalid("The settings must be a JSON object.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text with half of a surrogate pair.
            throw RejectedException.Invalid("The settings are not valid JSON.");
        }
    }

    private static LiveCapture Read(JsonElement root)
    {
        var instrument = ReadChoice(root, "instrument", LiveInstrument.Scope);
        var channels = ReadChannels(root);
        var capture = new LiveCapture(instrument, channels)
        {
            Mode = ReadChoice(root, "mode", LiveMode.Auto),
            Samples = (int)ReadNumber(root, "samples", 1000, 1, MaxSamples),
            Interval = ReadNumber(root, "timegap", 10, 0.125, 1e6) * 1e-6,
            Points = (int)ReadNumber(root, "points", 1000, MinPoints, MaxSamples),
            Trigger = ReadTrigger(root, channels),
            IsObservable = ReadFlag(root, "observable", true),
        };
        if (instrument != LiveInstrument.Meter && capture.Samples * capture.Interval > LiveCapture.MaxSeconds)
            throw RejectedException.Invalid($"A capture takes at most {LiveCapture.MaxSeconds} seconds: samples × timegap.", "/samples");
        var (ranges, auto) = ReadRanges(root);
        return capture with { Ranges = ranges, AutoRanges = auto };
    }

    private static List<string> ReadChannels(JsonElement root)
    {
        if (Find(root, "channels") is not { ValueKind: JsonValueKind.Array } list)
            throw RejectedException.Invalid("channels must be a list of names, e.g. [\"CH1\"].", "/channels");
        var names = list.EnumerateArray().Select(ReadName).ToList();
        return names.Count is >= 1 and <= MaxChannels && names.Distinct(StringComparer.Ordinal).Count() == names.Count
            ? names
            : throw RejectedException.Invalid($"1 to {MaxChannels} different channels can be shown.", "/channels");
    }

    private static string ReadName(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= MaxNameLength } name
            ? name.ToUpperInvariant()
            : throw RejectedException.Invalid("The name of a channel is a text such as \"CH1\".", "/channels");

    private static LiveTrigger? ReadTrigger(JsonElement root, List<string> channels)
    {
        if (Find(root, "trigger") is not { } trigger)
            return null;
        if (trigger.ValueKind != JsonValueKind.Object)
            throw RejectedException.Invalid("trigger must be an object or null.", "/trigger");
        var channel = Find(trigger, "channel") is { } name ? ReadName(name) : channels[0];
        if (!channels.Contains(channel))
            throw RejectedException.Invalid($"The trigger's channel {channel} must be one of the channels.", "/trigger/channel");
        var isRising = (Find(trigger, "edge") is { ValueKind: JsonValueKind.String } edge ? edge.GetString() : "rising") switch
        {
            "rising" => true,
            "falling" => false,
            _ => throw RejectedException.Invalid("The trigger's edge is rising or falling.", "/trigger/edge"),
        };
        return new LiveTrigger(
            channel,
            ReadNumber(trigger, "level", 0, -MaxVolts, MaxVolts),
            isRising,
            ReadNumber(trigger, "position", 0, 0, MaxPosition)
        );
    }

    private static (Dictionary<string, double> Ranges, List<string> Auto) ReadRanges(JsonElement root)
    {
        Dictionary<string, double> ranges = [];
        List<string> auto = [];
        if (Find(root, "ranges") is not { } list)
            return (ranges, auto);
        if (list.ValueKind != JsonValueKind.Object)
            throw RejectedException.Invalid("ranges must be an object such as {\"CH1\": 16}.", "/ranges");
        foreach (var range in list.EnumerateObject())
        {
            var name = range.Name.ToUpperInvariant();
            if (range.Value.ValueKind == JsonValueKind.String && range.Value.GetString() == "auto")
                auto.Add(name);
            else if (range.Value.ValueKind == JsonValueKind.Number && AutoRange.Steps.Contains(range.Value.GetDouble()))
                ranges[name] = range.Value.GetDouble();
            else
                throw RejectedException.Invalid($"A range is \"auto\" or one of {string.Join(", ", AutoRange.Steps)} V.", "/ranges");
            if (name is not ("CH1" or "CH2"))
                throw RejectedException.Invalid("Only CH1 and CH2 have ranges.", "/ranges");
        }

        return (ranges, auto);
    }

    private static T ReadChoice<T>(JsonElement root, string name, T byDefault)
        where T : struct, Enum
    {
        if (Find(root, name) is not { } value)
            return byDefault;
        foreach (var choice in Enum.GetValues<T>())
            if (value.ValueKind == JsonValueKind.String && value.ValueEquals(Name(choice)))
                return choice;
        throw RejectedException.Invalid($"{name} must be one of {string.Join(", ", Enum.GetValues<T>().Select(Name))}.", $"/{name}");

        static string Name(T choice) => choice.ToString().ToLowerInvariant();
    }

    private static double ReadNumber(JsonElement root, string name, double byDefault, double min, double max)
    {
        if (Find(root, name) is not { } value)
            return byDefault;
        return value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number && number >= min && number <= max
            ? number
            : throw RejectedException.Invalid(
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} must be a number from {min} to {max}."),
                $"/{name}"
            );
    }

    private static bool ReadFlag(JsonElement root, string name, bool byDefault) =>
        Find(root, name)?.ValueKind switch
        {
            null => byDefault,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw RejectedException.Invalid($"{name} must be true or false.", $"/{name}"),
        };

    /// <returns>Null if the field is missing or null.</returns>
    private static JsonElement? Find(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
