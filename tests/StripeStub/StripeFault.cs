namespace OpenEvent.StripeStub;

/// <summary>What goes wrong with a call. "After" is the nasty kind: it was done, and the caller does not know.</summary>
public enum StripeFault
{
    None,
    ErrorBefore,
    ErrorAfter,
    HangBefore,
    HangAfter,
}

/// <summary>How often which fault happens by itself, each 0 to 1. Tests that want one at a certain call use <see cref="StripeStubServer.FailNext"/>.</summary>
public sealed record FaultPlan
{
    public static readonly FaultPlan None = new();

    public double ErrorBefore { get; init; }

    public double ErrorAfter { get; init; }

    public double HangBefore { get; init; }

    public double HangAfter { get; init; }

    public double LostWebhooks { get; init; }

    public double DuplicateWebhooks { get; init; }

    /// <summary>The longest delay of a webhook; each gets a random one, so that they overtake each other.</summary>
    public TimeSpan MaxWebhookDelay { get; init; }

    /// <summary>How long a call hangs before its connection is cut.</summary>
    public TimeSpan HangTime { get; init; } = TimeSpan.FromSeconds(2);

    internal StripeFault Pick(double random) =>
        random switch
        {
            _ when random < ErrorBefore => StripeFault.ErrorBefore,
            _ when random < ErrorBefore + ErrorAfter => StripeFault.ErrorAfter,
            _ when random < ErrorBefore + ErrorAfter + HangBefore => StripeFault.HangBefore,
            _ when random < ErrorBefore + ErrorAfter + HangBefore + HangAfter => StripeFault.HangAfter,
            _ => StripeFault.None,
        };
}
