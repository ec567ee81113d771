using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>One choice of a question of type <c>select</c>.</summary>
public sealed class CustomFormOption : Entity, ISoftDeleted, IFormPart
{
    public string Value { get; set; } = "";

    public DateTimeOffset? DeletedAt { get; set; }

    public long CustomFormId { get; set; }

    public CustomForm CustomForm { get; set; } = null!;
}
