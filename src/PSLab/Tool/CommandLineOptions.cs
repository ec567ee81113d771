using OpenEvent.PSLab.Link;

namespace OpenEvent.PSLab.Tool;

/// <summary>A command's words, and its <c>--name value</c> or <c>--name=value</c> pairs. Each is taken once; what is left over was a mistake.</summary>
internal sealed class CommandLineOptions(IEnumerable<string> args)
{
    private readonly List<string> _remaining = [.. args];

    public bool TakeFlag(string name) => _remaining.Remove(name);

    public string? TakeValue(string name)
    {
        var at = _remaining.FindIndex(a => a == name || a.StartsWith(name + "=", StringComparison.Ordinal));
        if (at < 0)
            return null;
        var given = _remaining[at];
        _remaining.RemoveAt(at);
        if (given != name)
            return given[(name.Length + 1)..];
        if (at >= _remaining.Count)
            throw new UsageException($"{name} needs a value.");
        var value = _remaining[at];
        _remaining.RemoveAt(at);
        return value;
    }

    public IEnumerable<string> TakeValues(string name)
    {
        while (TakeValue(name) is { } value)
            yield return value;
    }

    public double TakeNumber(string name, double usual) =>
        TakeValue(name) is not { } text ? usual
        : double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number)
        && number > 0
            ? number
        : throw new UsageException($"{name} needs a number above 0, not '{text}'.");

    /// <summary>How patient the driver is.</summary>
    public LinkOptions TakeLinkOptions() => new() { Margin = TimeSpan.FromSeconds(TakeNumber("--patience", 1)) };

    /// <summary>The next word that is no option; call it when the options have been taken.</summary>
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
            throw new UsageException($"I do not understand '{_remaining[0]}'.");
    }
}
