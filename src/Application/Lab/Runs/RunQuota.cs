using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Lab;

/// <summary>How many scripts a user may run. Users without a verified address get less, because anyone has several such accounts.</summary>
/// <param name="AtOnce">The most scripts that run at once.</param>
/// <param name="PerDay">The most runs in 24 hours.</param>
internal sealed record RunQuota(int AtOnce, int PerDay)
{
    private const int UnverifiedAtOnce = 1;
    private const int UnverifiedPerDay = 20;

    public static RunQuota Of(Actor actor, ScriptSettings settings) =>
        actor.IsVerified
            ? new(settings.PerUser, settings.PerUserAndDay)
            : new(Math.Min(settings.PerUser, UnverifiedAtOnce), Math.Min(settings.PerUserAndDay, UnverifiedPerDay));
}
