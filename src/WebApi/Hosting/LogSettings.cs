namespace OpenEvent.WebApi.Hosting;

/// <summary>Section <c>Log</c>.</summary>
public sealed record LogSettings
{
    /// <summary>Default: <see cref="LogFormat.Auto"/>.</summary>
    public LogFormat Format { get; init; }

    /// <summary>
    /// The lowest level that is written. Lines of the frameworks are written from Warning on, or from this level if it is higher.
    /// </summary>
    public LogLevel Level { get; init; } = LogLevel.Information;
}
