using System.Text;
using NodaTime;
using OpenEvent.Application.Events;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>Reads the texts and times of schedule files. Control characters except line ends and tabs are left out.</summary>
internal static class ScheduleText
{
    public const string UnknownZone = "The time zone is not one of the IANA database.";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="RejectedException">Invalid: the file is not UTF-8.</exception>
    public static string Decode(byte[] content, string file)
    {
        try
        {
            return Utf8.GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw RejectedException.Invalid("The file is not UTF-8 text.", $"/{file}");
        }
    }

    /// <returns>Null if nothing is left.</returns>
    public static string? Clean(string? text)
    {
        if (text is null)
            return null;
        var clean = string.Concat(text.ReplaceLineEndings("\n").Where(c => !char.IsControl(c) || c is '\n' or '\t')).Trim();
        return clean.Length == 0 ? null : clean;
    }

    /// <summary>One line of text.</summary>
    public static string? CleanLine(string? text) => Clean(text)?.Replace('\n', ' ').Replace('\t', ' ');

    /// <summary>A local time that a change of the clocks skips is moved forward; of two equal ones the earlier is taken.</summary>
    public static DateTimeOffset ToInstant(LocalDateTime local, string timeZone) =>
        local.InZoneLeniently(EventTimeZone.Of(timeZone)).ToInstant().ToDateTimeOffset();
}
