using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OpenEvent.Domain.Program;

/// <summary>
/// Computes links to join a BigBlueButton meeting: the parameters, and a checksum of them with the secret of the server
/// (https://docs.bigbluebutton.org/development/api). It makes no network call.
/// </summary>
public static class BigBlueButtonLink
{
    /// <summary>The meeting of a stream. It is the same for everyone, so that they meet.</summary>
    public static string MeetingIdOf(long streamId) => string.Create(CultureInfo.InvariantCulture, $"openevent-{streamId}");

    /// <param name="apiUrl">The base URL of the API, with or without a slash at its end.</param>
    /// <param name="secret">The shared secret of the BigBlueButton server.</param>
    /// <param name="fullName">The name that others in the meeting see.</param>
    public static string Join(string apiUrl, string secret, string meetingId, string fullName, bool isModerator)
    {
        (string Name, string Value)[] parameters =
        [
            ("fullName", fullName),
            ("meetingID", meetingId),
            ("role", isModerator ? "MODERATOR" : "VIEWER"),
        ];
        var query = string.Join('&', parameters.Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value)}"));
        return $"{apiUrl.TrimEnd('/')}/join?{query}&checksum={ChecksumOf("join", query, secret)}";
    }

    /// <summary>SHA-256 in lower-case hexadecimal digits, which BigBlueButton accepts since version 2.3.</summary>
    public static string ChecksumOf(string call, string query, string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(call + query + secret)));
}
