using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Lab;

/// <summary>Who calls a device. Users without a verified address have lower limits, because anyone has several such accounts.</summary>
/// <param name="Id">Null for a caller without an account.</param>
internal readonly record struct LabUser(long? Id, bool IsVerified)
{
    public static LabUser Of(Actor actor) => new(actor.UserId, actor.IsVerified || actor.UserId is null);
}
