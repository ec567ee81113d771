using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>What users who are not verified or not signed in may do: <c>create_event</c>, <c>publish_event</c>.</summary>
[TokenModule(TokenModule.Shared)]
public sealed class UserPermission : Entity, ISoftDeleted
{
    public string Name { get; set; } = "";
    public string? Description { get; set; }
    public bool? UnverifiedUser { get; set; }
    public bool? AnonymousUser { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }
}
