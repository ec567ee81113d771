using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Lab;

/// <summary>A user in a class.</summary>
[ReadOnlyForTokens]
public sealed class LabClassMember : Entity, ICreatedAt
{
    public long ClassId { get; set; }

    public LabClass Class { get; set; } = null!;

    public long UserId { get; set; }

    public User User { get; set; } = null!;

    public LabClassRole Role { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>The name that the other members see. It is loaded with the row.</summary>
    [System.ComponentModel.DataAnnotations.Schema.NotMapped]
    public string? Name { get; set; }
}
