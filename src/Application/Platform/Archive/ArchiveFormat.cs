using System.Text.RegularExpressions;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>
/// The ZIP file of an event: one JSON file without extension for each type of rows, named as by the reference server, and media. Names of
/// members are those of the JSON:API attributes, with underscores. An <c>id</c> counts the rows of its file and is valid in the archive
/// only, so exports of equal events are equal (docs/export-and-import.md).
/// </summary>
internal static partial class ArchiveFormat
{
    public const string Event = "event",
        Meta = "meta",
        Forms = "forms",
        Microlocations = "microlocations",
        Sponsors = "sponsors",
        Speakers = "speakers",
        Tracks = "tracks",
        SessionTypes = "session_types",
        Sessions = "sessions",
        SocialLinks = "social_links";

    /// <summary>The files with rows.</summary>
    public static readonly string[] Files =
    [
        Event,
        Meta,
        Forms,
        Microlocations,
        Sponsors,
        Speakers,
        Tracks,
        SessionTypes,
        Sessions,
        SocialLinks,
    ];

    /// <summary>What the archive has of a row: what a client may set, and what a copy of the event has.</summary>
    public static IReadOnlyList<Field<T>> FieldsOf<T>(Resource<T> resource)
        where T : Entity =>
        [
            .. resource.Fields.Where(f =>
                f is { IsStored: true, IsReadOnly: false, IsWriteOnly: false, IsCopied: true }
                && f.Member != nameof(ISoftDeleted.DeletedAt)
                && !DerivedMembers.Contains(f.Member)
            ),
        ];

    public static string NameOf<T>(Field<T> field) => field.Name.Replace('-', '_');

    /// <summary>Whether a path in the archive is that of a media file.</summary>
    public static bool IsMediaPath(string path) => MediaPath.IsMatch(path);

    /// <summary>The server makes these pictures from others.</summary>
    private static readonly HashSet<string> DerivedMembers = ["ThumbnailImageUrl", "SmallImageUrl", "IconImageUrl", "LargeImageUrl"];

    [GeneratedRegex(@"\A(images|videos|documents|audios)/[a-z_]{1,30}/[0-9]{1,9}-[a-z_]{1,40}\.[a-z0-9]{1,5}\z")]
    private static partial Regex MediaPath { get; }
}
