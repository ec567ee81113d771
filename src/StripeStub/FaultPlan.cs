namespace OpenEvent.StripeStub;

/// <summary>
/// The probabilities of random faults, each between 0 and 1. For a fault at a certain call, use <see cref="StripeStubServer.FailNext"/>.
/// </summary>
public sealed record FaultPlan
{
    public static readonly FaultPlan None = new();

    public double ErrorBefore { get; init; }

    public double ErrorAfter { get; init; }

    public double HangBefore { get; init; }

    public double HangAfter { get; init; }

    public double LostWebhooks { get; init; }

    public double DuplicateWebhooks { get; init; }

    /// <summary>The maximum delay of a webhook. Each gets a random delay, so they can arrive out of order.</summary>
    public TimeSpan MaxWebhookDelay { get; init; }

    /// <summary>How long a call hangs before its connection is closed.</summary>
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
