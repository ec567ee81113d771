using OpenEvent.PSLab.Link;

namespace OpenEvent.PSLab.Tool;

/// <summary>A command's words, and its <c>--name value</c> or <c>--name=value</c> pairs. Each is taken once; what is left over was a mistake.</summary>
internal sealed class Options(IEnumerable<string> args)
{
    private readonly List<string> _left = [.. args];

    public bool Flag(string name) => _left.Remove(name);

    public string? Value(string name)
    {
        var at = _left.FindIndex(a => a == name || a.StartsWith(name + "=", StringComparison.Ordinal));
        if (at < 0)
            return null;
        var given = _left[at];
        _left.RemoveAt(at);
        if (given != name)
            return given[(name.Length + 1)..];
        if (at >= _left.Count)
            throw new UsageFault($"{name} needs a value.");
        var value = _left[at];
        _left.RemoveAt(at);
        return value;
    }

    public IEnumerable<string> Values(string name)
    {
        while (Value(name) is { } value)
            yield return value;
    }

    public double Number(string name, double usual) =>
        Value(name) is not { } text ? usual
        : double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number)
        && number > 0
            ? number
        : throw new UsageFault($"{name} needs a number above 0, not '{text}'.");

    /// <summary>How patient the driver is.</summary>
    public LinkOptions Link() => new() { Margin = TimeSpan.FromSeconds(Number("--patience", 1)) };

    /// <summary>The next word that is no option; call it when the options have been taken.</summary>
    public string Word(string what)
    {
        if (_left.Count == 0)
            throw new UsageFault($"{what} is missing.");
        var word = _left[0];
        _left.RemoveAt(0);
        return word;
    }

    public void End()
    {
        if (_left.Count > 0)
            throw new UsageFault($"I do not understand '{_left[0]}'.");
    }
}
