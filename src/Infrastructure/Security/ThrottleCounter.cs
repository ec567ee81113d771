namespace OpenEvent.Infrastructure.Security;

/// <summary>
/// A row of the table <c>throttle_counters</c>: the number of attempts in the window from <see cref="Since"/> to <see cref="Until"/>.
/// </summary>
internal sealed class ThrottleCounter
{
    /// <summary>SHA-256 of the kind of the limit and the key of the attempt, in lower-case hexadecimal.</summary>
    public string Key { get; set; } = "";

    public int Count { get; set; }
    public DateTimeOffset Since { get; set; }
    public DateTimeOffset Until { get; set; }
}
