namespace OpenEvent.Infrastructure.Security;

/// <summary>A row of the table <c>throttle_counters</c>: so many in the window from <see cref="Since"/> to <see cref="Until"/>.</summary>
internal sealed class ThrottleCounter
{
    /// <summary>SHA-256 of the limit's kind and whom it counts, in lower-case hexadecimal.</summary>
    public string Key { get; set; } = "";

    public int Count { get; set; }
    public DateTimeOffset Since { get; set; }
    public DateTimeOffset Until { get; set; }
}
