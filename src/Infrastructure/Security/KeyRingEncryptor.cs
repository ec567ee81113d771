using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace OpenEvent.Infrastructure.Security;

/// <summary>
/// Encrypts the keys of Data Protection with <c>Auth:Secret</c>. The stored elements name <see cref="KeyRingDecryptor"/> with its
/// namespace and assembly, so that type must keep its name.
/// </summary>
internal sealed class KeyRingEncryptor(string configuredSecret) : IXmlEncryptor
{
    public const string Purpose = "data protection keys";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var text = EncryptedText.Encrypt(
            ServerSecret.ParseConfiguredKey(configuredSecret),
            Purpose,
            plaintextElement.ToString(SaveOptions.DisableFormatting)
        );
        return new EncryptedXmlInfo(new XElement("encryptedText", text), typeof(KeyRingDecryptor));
    }
}
