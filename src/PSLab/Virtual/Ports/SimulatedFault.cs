using System.Globalization;

namespace OpenEvent.PSLab.Virtual;

/// <summary>What can go wrong on a line or in a board, on demand.</summary>
public enum SimulatedFaultKind
{
    /// <summary>The last byte of the answer is missing.</summary>
    DropAck,

    /// <summary>The last byte comes when the host has given up.</summary>
    LateAck,

    /// <summary>Noise instead of the answer, and a few bytes more.</summary>
    Garbage,

    /// <summary>Half of the answer.</summary>
    Truncate,

    /// <summary>The line is cut in the middle of the answer; the port comes back.</summary>
    HangUp,

    /// <summary>The processor hears nothing for a while; what overflows its queue is lost.</summary>
    StuckBusy,

    /// <summary>A capture that never says it is done, until the next one.</summary>
    StuckCapture,
}

/// <summary>When a fault happens: once with the <paramref name="At"/>th command, or with every <paramref name="Every"/>th one.</summary>
/// <param name="Duration">How long it lasts, for those that last.</param>
public sealed record SimulatedFault(SimulatedFaultKind Kind, int At, int Every, TimeSpan Duration)
{
    private static readonly Dictionary<string, SimulatedFaultKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["drop-ack"] = SimulatedFaultKind.DropAck,
        ["late-ack"] = SimulatedFaultKind.LateAck,
        ["garbage"] = SimulatedFaultKind.Garbage,
        ["truncate"] = SimulatedFaultKind.Truncate,
        ["hang-up"] = SimulatedFaultKind.HangUp,
        ["stuck-busy"] = SimulatedFaultKind.StuckBusy,
        ["stuck-capture"] = SimulatedFaultKind.StuckCapture,
    };

    public static string Syntax =>
        $"KIND[@N|/N][=MS], KIND one of {string.Join(", ", Kinds.Keys)}; @N: once, with the Nth command; /N: with every Nth (10 if not given)";

    /// <summary>Reads <c>drop-ack/5</c>, <c>late-ack@3=1500</c>, <c>hang-up</c>.</summary>
    /// <exception cref="BoardException">The text is none of these.</exception>
    public static SimulatedFault Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var head = equals < 0 ? text : text[..equals];
        var mark = head.IndexOfAny(['@', '/']);
        var number = 10;
        double milliseconds = 0;
        if (
            !Kinds.TryGetValue(mark < 0 ? head : head[..mark], out var kind)
            || (
                mark >= 0 && (!int.TryParse(head[(mark + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out number) || number == 0)
            )
            || (
                equals >= 0
                && (
                    !double.TryParse(text[(equals + 1)..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out milliseconds)
                    || milliseconds > 3_600_000
                )
            )
        )
            throw new BoardException(BoardErrorKind.OutOfRange, $"'{text}' is no fault: {Syntax}.");
        var once = mark >= 0 && head[mark] == '@';
        return new(
            kind,
            once ? number : 0,
            once ? 0 : number,
            equals >= 0 ? TimeSpan.FromMilliseconds(milliseconds) : GetDefaultDuration(kind)
        );
    }

    internal bool IsDue(long command) => At > 0 ? command == At : command % Every == 0;

    internal static TimeSpan GetDefaultDuration(SimulatedFaultKind kind) =>
        TimeSpan.FromSeconds(
            kind switch
            {
                SimulatedFaultKind.LateAck => 1.5,
                SimulatedFaultKind.StuckBusy => 3,
                _ => 0,
            }
        );
}
