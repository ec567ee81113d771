using System.Runtime.InteropServices;

namespace OpenEvent.Infrastructure.Security;

/// <summary>
/// Verifies hashes of any number of lanes and any length of salt with libsodium's <c>crypto_pwhash_argon2id_str_verify</c>, which NSec does
/// not offer. Servers whose setting <c>Auth:HashLanes</c> was above 1 have stored such hashes.
/// </summary>
internal static partial class Argon2idString
{
    /// <param name="hash">A PHC string whose parameters were checked.</param>
    public static bool Verify(string hash, ReadOnlySpan<byte> password) => VerifyString(hash, password, (ulong)password.Length) == 0;

    [LibraryImport("libsodium", EntryPoint = "crypto_pwhash_argon2id_str_verify", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int VerifyString(string hash, ReadOnlySpan<byte> password, ulong length);
}
