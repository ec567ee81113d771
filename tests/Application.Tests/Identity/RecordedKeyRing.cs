namespace OpenEvent.Application.Tests.Identity;

/// <summary>A key that a server with a configured secret stored in November 2026, and a text encrypted with it.</summary>
internal static class RecordedKeyRing
{
    public const string Xml =
        "<key id=\"ab968a35-f4b6-4d08-8c35-9d44abc5269f\" version=\"1\"><creationDate>2026-11-29T14:57:59.2657412Z</creatio"
        + "nDate><activationDate>2026-11-29T14:57:59.2657412Z</activationDate><expirationDate>2027-02-27T14:57:59.2657412"
        + "Z</expirationDate><descriptor deserializerType=\"Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.Co"
        + "nfigurationModel.AuthenticatedEncryptorDescriptorDeserializer, Microsoft.AspNetCore.DataProtection, Version=10"
        + ".0.0.0, Culture=neutral, PublicKeyToken=adb9793829ddae60\"><descriptor><encryption algorithm=\"AES_256_GCM\" /><!"
        + "-- AES-GCM includes a 128-bit authentication tag, no extra validation algorithm required. --><encryptedSecret "
        + "decryptorType=\"OpenEvent.Infrastructure.Security.KeyRingDecryptor, OpenEvent.Infrastructure, Version=1.0.0.0, "
        + "Culture=neutral, PublicKeyToken=null\" xmlns=\"http://schemas.asp.net/2015/03/dataProtection\"><encryptedText xml"
        + "ns=\"\">pUa7rvr27lz9Fjad6QpX8RPf1c5APnKg6coEOzCKNLKpaCe4o8Onxy4dCrdSD1KRk3pAUAGJxsWRye1DHzUv5T8xp4wt1CzGA2s0gdzZ"
        + "QD-h2nfc3oGB3_kj5CpaAU5QK3CvffyADvlqZiQGejZuqhvcbywcJcYNHeEQjVDTrweOn9MondC8HXMZ0eOeIBQ_v8YoNOGxUBE5PPIVV0SYwc"
        + "BUMZ13zGiLwQne9N_IDLJb08DkEVtJB-qwORLVLcheQMLfthvM9nlCmRI0w-9MwtwaUZSoquQWBFkyCviaeYtddkguTtRDGc5Rau2YvfoIfgxw"
        + "IVS0u72hQVosIcDCdbvaEm8OwobMwwoZt0yJWA5IUXrMTbwmLsoayl2E3H4XMqOiwj-z_Da6Ww</encryptedText></encryptedSecret></"
        + "descriptor></descriptor></key>";

    public const string Text =
        "CfDJ8DWKlqu29AhNjDWdRKvFJp-9ITA2GKeLclA6QlTkNOk8zsjiesqOo1A2vWmSnsFbBP8hMzcuO4BDZpdHNl2MmbyUCroOmq9MacbGJj4";
}
