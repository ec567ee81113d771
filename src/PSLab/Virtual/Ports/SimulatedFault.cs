using System.Globalization;

namespace OpenEvent.PSLab.Virtual;

/// <summary>The kinds of faults that can be simulated on a line or in a board.</summary>
public enum SimulatedFaultKind
{
    /// <summary>The last byte of the answer is missing.</summary>
    DropAck,

    /// <summary>The last byte arrives after the host's time-out.</summary>
    LateAck,

    /// <summary>Random bytes instead of the answer, and three more.</summary>
    Garbage,

    /// <summary>Only the first half of the answer.</summary>
    Truncate,

    /// <summary>The line is disconnected in the middle of the answer. The port comes back later.</summary>
    HangUp,

    /// <summary>The processor reads nothing for a while. Bytes that do not fit into its queue are lost.</summary>
    StuckBusy,

    /// <summary>A capture never reports that it is complete. The next one does.</summary>
    StuckCapture,
}

/// <summary>
/// When a fault occurs: once with command number <paramref name="At"/>, or with every <paramref name="Every"/>th command.
/// </summary>
/// <param name="Duration">The duration, for kinds that have one.</param>
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
        $"KIND[@N|/N][=MS]; KIND is one of {string.Join(", ", Kinds.Keys)}; @N: only command N; /N: every Nth command (default 10)";

    /// <summary>Parses texts such as <c>drop-ack/5</c>, <c>late-ack@3=1500</c>, <c>hang-up</c>.</summary>
    /// <exception cref="BoardException">The text is not a fault.</exception>
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
            throw new BoardException(BoardErrorKind.OutOfRange, $"'{text}' is not a fault. Use {Syntax}.");
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
