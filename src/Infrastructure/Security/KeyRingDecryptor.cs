using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Identity;

namespace OpenEvent.Infrastructure.Security;

/// <summary>Decrypts what <see cref="KeyRingEncryptor"/> encrypted. Data Protection creates it by its name.</summary>
internal sealed class KeyRingDecryptor : IXmlDecryptor
{
    private readonly AuthSettings _settings;

    public KeyRingDecryptor(IServiceProvider services) => _settings = services.GetRequiredService<AuthSettings>();

    /// <exception cref="CryptographicException">The secret is not the one with which the key was encrypted, or there is none.</exception>
    public XElement Decrypt(XElement encryptedElement) =>
        _settings.Secret is { Length: > 0 } secret
        && EncryptedText.Decrypt(ServerSecret.ParseConfiguredKey(secret), KeyRingEncryptor.Purpose, encryptedElement.Value) is { } xml
            ? XElement.Parse(xml)
            : throw new CryptographicException("Auth:Secret is not the secret with which this key was stored.");
}
