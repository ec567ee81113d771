namespace OpenEvent.WebApi.Hosting;

/// <summary>The format of log lines.</summary>
public enum LogFormat
{
    /// <summary>Text on a terminal and in Development, otherwise JSON.</summary>
    Auto,

    /// <summary>Text for people.</summary>
    Text,

    /// <summary>One compact JSON object per line (CLEF, https://clef-json.org), for log collectors.</summary>
    Json,
}
