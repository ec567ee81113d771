namespace OpenEvent.Application.Identity;

/// <summary>The server's secret, which is the same on every node, and encryption with keys that are derived from it.</summary>
public interface ISecrets
{
    /// <summary>The secret, at least 32 bytes. HS256 uses it as its key.</summary>
    ValueTask<byte[]> GetKeyAsync(CancellationToken ct);

    /// <summary>Encrypts and authenticates a text for storage in the database.</summary>
    /// <param name="purpose">Decryption needs the same purpose.</param>
    /// <returns>URL-safe base64.</returns>
    ValueTask<string> EncryptAsync(string purpose, string text, CancellationToken ct);

    /// <summary>The text, or null if it was altered, or encrypted for another purpose or with another secret.</summary>
    ValueTask<string?> DecryptAsync(string purpose, string encryptedText, CancellationToken ct);
}
