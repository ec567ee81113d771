namespace OpenEvent.StripeStub;

/// <summary>
/// How a call fails: with status 500 ("Error") or a closed connection ("Hang"), before or after it was executed. "After" means that the
/// call had an effect and the caller does not know it.
/// </summary>
public enum StripeFault
{
    None,
    ErrorBefore,
    ErrorAfter,

    /// <summary>Status 500, not executed, and stored as the response of the idempotency key.</summary>
    ErrorStored,
    HangBefore,
    HangAfter,
}
