namespace OpenEvent.WebApi.Hosting;

/// <summary>Section <c>Log</c>.</summary>
public sealed record LogSettings
{
    /// <summary>Default: <see cref="LogFormat.Auto"/>.</summary>
    public LogFormat Format { get; init; }

    /// <summary>The least level that is written; the frameworks' own lines start at Warning whatever is set here.</summary>
    public LogLevel Level { get; init; } = LogLevel.Information;
}
