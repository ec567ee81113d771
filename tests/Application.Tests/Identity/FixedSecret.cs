using System.Text;
using OpenEvent.Application.Identity;

namespace OpenEvent.Application.Tests.Identity;

/// <summary>A known key, so that a test can sign tokens with any content.</summary>
internal sealed class FixedSecret(string key = FixedSecret.Default) : ISecrets
{
    public const string Default = "0123456789abcdef0123456789abcdef";

    public ValueTask<byte[]> GetKeyAsync(CancellationToken ct) => ValueTask.FromResult(Encoding.UTF8.GetBytes(key));

    public ValueTask<string> EncryptAsync(string purpose, string text, CancellationToken ct) => throw new NotSupportedException();

    public ValueTask<string?> DecryptAsync(string purpose, string encryptedText, CancellationToken ct) => throw new NotSupportedException();
}
