using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Lab;

/// <summary>A class: teachers who share scripts, and students whose results of lessons the teachers see.</summary>
public sealed class LabClass : Entity, ICreatedAt
{
    public const int MaxNameLength = 100;

    /// <summary>How many members a class may have, teachers included.</summary>
    public const int MaxMembers = 200;

    /// <summary>How many classes a user may have.</summary>
    public const int MaxPerUser = 20;

    /// <summary>How many scripts a class may have.</summary>
    public const int MaxScripts = 100;

    public string Name { get; set; } = "";

    /// <summary>Users who enter it become members. Only teachers see it.</summary>
    public string JoinCode { get; set; } = "";

    /// <summary>The user who created the class, and is its first teacher.</summary>
    public long UserId { get; set; }

    public User User { get; set; } = null!;

    public List<LabClassMember> Members { get; } = [];

    public DateTimeOffset CreatedAt { get; set; }
}
