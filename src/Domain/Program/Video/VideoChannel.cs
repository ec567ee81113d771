using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Program;

/// <summary>A video service that the platform offers to its events, such as a BigBlueButton or Jitsi server.</summary>
public sealed class VideoChannel : Entity, ICreatedAt
{
    /// <summary>The provider of servers that this server computes join links for.</summary>
    public const string BigBlueButton = "bbb";

    /// <summary>The provider of events that take place in the web application Chatmosphere.</summary>
    public const string Chatmosphere = "chatmosphere";

    public string Name { get; set; } = "";

    /// <summary>The kind of service in the clients' words, e.g. <c>bbb</c>, <c>jitsi</c> or <c>chatmosphere</c>.</summary>
    public string Provider { get; set; } = "";

    public string Url { get; set; } = "";

    /// <summary>The base URL of the service's API, e.g. <c>https://bbb.example.org/bigbluebutton/api</c>.</summary>
    public string? ApiUrl { get; set; }

    /// <summary>The secret of the service's API, encrypted. Rows of earlier versions have it in clear until the next start.</summary>
    public string? ApiKey { get; set; }

    /// <summary>JSON in the format of the clients, which may have secrets. Encrypted as a JSON string.</summary>
    public string? Extra { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ModifiedAt { get; set; }

    /// <summary>Whether join links can be computed: the provider is <see cref="BigBlueButton"/>, and URL and secret are set.</summary>
    public bool HasJoinLinks =>
        Provider.Equals(BigBlueButton, StringComparison.OrdinalIgnoreCase) && ApiUrl is { Length: > 0 } && ApiKey is { Length: > 0 };
}
