namespace OpenEvent.StripeStandIn;

/// <summary>What goes wrong with a call. "After" is the nasty kind: it was done, and the caller does not know.</summary>
public enum Fault
{
    None,
    ErrorBefore,
    ErrorAfter,
    HangBefore,
    HangAfter,
}

/// <summary>How often which fault happens by itself, each 0 to 1. Tests that want one at a certain call use <see cref="StandIn.Next"/>.</summary>
public sealed record Weather
{
    public static readonly Weather Fair = new();

    public double ErrorBefore { get; init; }

    public double ErrorAfter { get; init; }

    public double HangBefore { get; init; }

    public double HangAfter { get; init; }

    public double LostNews { get; init; }

    public double DuplicateNews { get; init; }

    /// <summary>The longest delay of a webhook; each gets a random one, so that they overtake each other.</summary>
    public TimeSpan NewsDelay { get; init; }

    /// <summary>How long a call hangs before its connection is cut.</summary>
    public TimeSpan Hang { get; init; } = TimeSpan.FromSeconds(2);

    internal Fault Pick(double dice) =>
        dice switch
        {
            _ when dice < ErrorBefore => Fault.ErrorBefore,
            _ when dice < ErrorBefore + ErrorAfter => Fault.ErrorAfter,
            _ when dice < ErrorBefore + ErrorAfter + HangBefore => Fault.HangBefore,
            _ when dice < ErrorBefore + ErrorAfter + HangBefore + HangAfter => Fault.HangAfter,
            _ => Fault.None,
        };
}
