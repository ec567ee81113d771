using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Lab;

/// <summary>A Python script of a user, or an example or lesson, which belongs to nobody.</summary>
public sealed class LabScript : Entity, ICreatedAt
{
    /// <summary>In characters, as the other lengths.</summary>
    public const int MaxTitleLength = 100;
    public const int MaxDescriptionLength = 2_000;
    public const int MaxCodeLength = 100_000;

    /// <summary>Of <see cref="LessonText"/> and of <see cref="Task"/>.</summary>
    public const int MaxTextLength = 20_000;
    public const int MaxCircuitLength = 40;

    /// <summary>How many versions of a script are kept, the newest ones.</summary>
    public const int KeptVersions = 50;

    public string Title { get; set; } = "";

    public string? Description { get; set; }

    public string Code { get; set; } = "";

    public LabScriptKind Kind { get; set; }

    /// <summary>Whether everyone who has <see cref="ShareCode"/> may read the script.</summary>
    public bool IsShared { get; set; }

    /// <summary>The secret part of the link to the script. It exists while the script is shared.</summary>
    public string? ShareCode { get; set; }

    /// <summary>The number of the current <see cref="LabScriptVersion"/>. It begins with 1.</summary>
    public int Revision { get; set; } = 1;

    /// <summary>The circuit of a virtual device that the script wants; null for any.</summary>
    public string? Circuit { get; set; }

    /// <summary>The text of a lesson, in Markdown.</summary>
    public string? LessonText { get; set; }

    /// <summary>What the reader of a lesson is asked, in Markdown.</summary>
    public string? Task { get; set; }

    /// <summary>JSON: the form of the answer to <see cref="Task"/>, e.g. a number with a unit.</summary>
    public string? AnswerFormat { get; set; }

    /// <summary>The name of an example or lesson in the server's files.</summary>
    public string? Slug { get; set; }

    /// <summary>The place of an example or lesson in the list.</summary>
    public int Position { get; set; }

    public long? UserId { get; set; }

    public User? User { get; set; }

    public long? ForkedFromId { get; set; }

    public LabScript? ForkedFrom { get; set; }

    public List<LabScriptVersion> Versions { get; } = [];

    public List<LabClassScript> Classes { get; } = [];

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}
