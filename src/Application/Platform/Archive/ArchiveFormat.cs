using System.Text.RegularExpressions;
using OpenEvent.Application.Events;
using OpenEvent.Application.Program;
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
    public const string Event = "event";
    public const string Meta = "meta";
    public const string Forms = "forms";
    public const string Microlocations = "microlocations";
    public const string Sponsors = "sponsors";
    public const string Speakers = "speakers";
    public const string Tracks = "tracks";
    public const string SessionTypes = "session_types";
    public const string Sessions = "sessions";
    public const string SocialLinks = "social_links";

    /// <summary>The members of the event that are objects or names.</summary>
    public const string Copyright = "copyright";
    public const string SpeakersCall = "speakers_call";
    public const string EventType = "event_type";
    public const string EventTopic = "event_topic";
    public const string EventSubTopic = "event_sub_topic";

    /// <summary>The members of a session that have ids of other files.</summary>
    public const string MicrolocationId = "microlocation_id";
    public const string TrackId = "track_id";
    public const string SessionTypeId = "session_type_id";

    /// <summary>The member of a form that has its choices.</summary>
    public const string Options = "options";

    /// <summary>The member of a form that has its names in other languages.</summary>
    public const string Translations = "translations";

    /// <summary>The folders of media.</summary>
    public const string Images = "images";
    public const string Videos = "videos";
    public const string Documents = "documents";
    public const string Audios = "audios";

    /// <summary>The files with rows, in the order in which they are read.</summary>
    public static readonly string[] Files = [Event, Forms, Microlocations, Sponsors, Speakers, Tracks, SessionTypes, Sessions, SocialLinks];

    /// <summary>The members whose files an archive can contain, and the folders of the files.</summary>
    public static readonly IReadOnlyDictionary<string, string> MediaFolders = new Dictionary<string, string>
    {
        ["logo_url"] = Images,
        ["original_image_url"] = Images,
        ["photo_url"] = Images,
        ["video_url"] = Videos,
        ["slides_url"] = Documents,
        ["audio_url"] = Audios,
    };

    /// <summary>What is not part of the archive: pictures that the server makes of others, and the secret link of a call.</summary>
    private static readonly HashSet<string> ExcludedMembers =
    [
        .. EventPicture.Variants.Members,
        .. SpeakerPhoto.Variants.Members,
        nameof(Domain.Program.SpeakersCall.Hash),
    ];

    /// <summary>What the archive has of a row: what a client may set, and what a copy of the event has.</summary>
    public static IReadOnlyList<Field<T>> FieldsOf<T>(Resource<T> resource)
        where T : Entity =>
        [
            .. resource.Fields.Where(f =>
                f is { IsStored: true, IsReadOnly: false, IsWriteOnly: false, IsCopied: true }
                && f.Member != nameof(ISoftDeleted.DeletedAt)
                && !ExcludedMembers.Contains(f.Member)
            ),
        ];

    public static string NameOf<T>(Field<T> field) => WireNames.ToSnakeCase(field.Name);

    /// <summary>Whether an archive may contain a file with this path.</summary>
    public static bool IsPath(string path) => path == Meta || Files.Contains(path) || IsMediaPath(path);

    /// <summary>Whether a path in the archive is that of a media file.</summary>
    public static bool IsMediaPath(string path) => MediaPath.IsMatch(path);

    [GeneratedRegex(@"\A(images|videos|documents|audios)/[a-z_]{1,30}/[0-9]{1,9}-[a-z_]{1,40}\.[a-z0-9]{1,5}\z")]
    private static partial Regex MediaPath { get; }
}
