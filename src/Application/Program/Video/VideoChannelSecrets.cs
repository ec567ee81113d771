using System.Text.Json;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>
/// Encrypts the secrets of video channels for the database. A stored value begins with a marker, so that values in clear of earlier
/// versions are known: they are read as they are, and encrypted at the next start or change.
/// </summary>
internal sealed class VideoChannelSecrets(ISecrets secrets)
{
    private const string Purpose = "video channel";

    private const string Marker = "encrypted:";

    /// <summary>Encrypts values that a client has sent.</summary>
    public async Task EncryptAsync(VideoChannel channel, bool isNewKey, bool isNewExtra, CancellationToken ct)
    {
        if (isNewKey && channel.ApiKey is { Length: > 0 } key)
            channel.ApiKey = Marker + await secrets.EncryptAsync(Purpose, key, ct);
        if (isNewExtra && channel.Extra is { } extra)
            channel.Extra = JsonSerializer.Serialize(Marker + await secrets.EncryptAsync(Purpose, extra, ct));
    }

    /// <summary>Encrypts what an earlier version has stored in clear.</summary>
    /// <returns>Whether there was something.</returns>
    public async Task<bool> EncryptClearAsync(VideoChannel channel, CancellationToken ct)
    {
        var isKeyClear = channel.ApiKey is { Length: > 0 } key && !IsEncrypted(key);
        var isExtraClear = channel.Extra is { } extra && !IsEncrypted(ReadText(extra));
        await EncryptAsync(channel, isKeyClear, isExtraClear, ct);
        return isKeyClear || isExtraClear;
    }

    /// <returns>Null: there is none, or it was encrypted with another secret of the server.</returns>
    public async Task<string?> DecryptKeyAsync(VideoChannel channel, CancellationToken ct) =>
        channel.ApiKey is { } key && IsEncrypted(key) ? await secrets.DecryptAsync(Purpose, key[Marker.Length..], ct) : channel.ApiKey;

    private static bool IsEncrypted(string? value) => value?.StartsWith(Marker, StringComparison.Ordinal) == true;

    private static string? ReadText(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.String ? document.RootElement.GetString() : null;
    }
}
