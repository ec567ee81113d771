namespace OpenEvent.Domain.Common;

/// <summary>The classes of the lab that an actor belongs to.</summary>
/// <param name="Ids">The classes in which the actor is a student or teacher.</param>
/// <param name="TaughtIds">The classes in which the actor is a teacher.</param>
/// <param name="StudentIds">The students of these classes. The actor sees their results of lessons.</param>
public sealed record HeldLabClasses(long[] Ids, long[] TaughtIds, long[] StudentIds)
{
    public static readonly HeldLabClasses None = new([], [], []);
}
