namespace OpenEvent.Infrastructure.Files;

/// <summary>Section <c>Storage</c>.</summary>
public sealed record StorageSettings
{
    /// <summary>Only <c>Folder</c> for now.</summary>
    public string Kind { get; init; } = "Folder";

    /// <summary>Null for the folder <c>files</c> in <c>Data:Directory</c>.</summary>
    public string? Directory { get; init; }

    /// <summary>What goes before a file's path in its URL: a path of this server, or the address of a host that serves the folder.</summary>
    public string PublicUrl { get; init; } = "/files";
}
