namespace OpenEvent.WebApi.Hosting;

/// <summary>How log lines look.</summary>
public enum LogFormat
{
    /// <summary>Text on a terminal and in Development, else JSON.</summary>
    Auto,

    /// <summary>Lines for a person.</summary>
    Text,

    /// <summary>One compact JSON object a line (CLEF), for a collector.</summary>
    Json,
}
