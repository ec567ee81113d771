namespace OpenEvent.Application.Platform;

/// <summary>The result of a task: a file, or a new event.</summary>
/// <param name="Path">The path in the file store; null if there is no file.</param>
/// <param name="FileName">The name of the downloaded file.</param>
internal sealed record TaskResult(string? Path, string? FileName, string? ContentType, long? EventId = null);
