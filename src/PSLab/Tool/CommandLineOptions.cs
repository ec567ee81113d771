using OpenEvent.PSLab.Link;

namespace OpenEvent.PSLab.Tool;

/// <summary>
/// The arguments and options of a command: words, <c>--name value</c>, <c>--name=value</c>. Each is taken once; remaining ones are errors.
/// </summary>
internal sealed class CommandLineOptions(IEnumerable<string> args)
{
    private readonly List<string> _remaining = [.. args];

    public bool TakeFlag(string name) => _remaining.Remove(name);

    public string? TakeValue(string name)
    {
        var index = _remaining.FindIndex(a => a == name || a.StartsWith(name + "=", StringComparison.Ordinal));
        if (index < 0)
            return null;
        var option = _remaining[index];
        _remaining.RemoveAt(index);
        if (option != name)
            return option[(name.Length + 1)..];
        if (index >= _remaining.Count)
            throw new UsageException($"{name} needs a value.");
        var value = _remaining[index];
        _remaining.RemoveAt(index);
        return value;
    }

    public IEnumerable<string> TakeValues(string name)
    {
        while (TakeValue(name) is { } value)
            yield return value;
    }

    public double TakeNumber(string name, double defaultValue) =>
        TakeValue(name) is not { } text ? defaultValue
        : double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number)
        && number > 0
            ? number
        : throw new UsageException($"{name} needs a number above 0, not '{text}'.");

    /// <summary>Takes <c>--patience</c>, the time that the driver waits for late replies.</summary>
    public LinkOptions TakeLinkOptions() => new() { Margin = TimeSpan.FromSeconds(TakeNumber("--patience", 1)) };

    /// <summary>Takes the next argument that is not an option. Call it after all options were taken.</summary>
    public string TakeArgument(string what)
    {
        if (_remaining.Count == 0)
            throw new UsageException($"{what} is missing.");
        var word = _remaining[0];
        _remaining.RemoveAt(0);
        return word;
    }

    public void RequireNoneLeft()
    {
        if (_remaining.Count > 0)
            throw new UsageException($"Unknown argument '{_remaining[0]}'.");
    }
}
