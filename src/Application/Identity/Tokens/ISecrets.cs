namespace OpenEvent.Application.Identity;

/// <summary>The server's own secret, the same on every node, and what is derived from it.</summary>
public interface ISecrets
{
    /// <summary>The secret itself, as HS256 uses it: at least 32 bytes.</summary>
    ValueTask<byte[]> GetKeyAsync(CancellationToken ct);

    /// <summary>Encrypts and authenticates a text, so that it can lie in the database; as URL-safe base64.</summary>
    /// <param name="purpose">Opens only for the same purpose.</param>
    ValueTask<string> EncryptAsync(string purpose, string text, CancellationToken ct);

    /// <summary>The text, or null if it was altered, sealed for another purpose or by another secret.</summary>
    ValueTask<string?> DecryptAsync(string purpose, string encryptedText, CancellationToken ct);
}
