using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Tests.Identity;

/// <summary>Changes as the engine would read them, for policies.</summary>
internal static class TestChanges
{
    public static Changes<T> To<T>(string member, string wireName) =>
        new([new Change<T, object?>(member, wireName, null, _ => null, (_, _) => { }, (_, _) => false)]);

    public static bool CanSee<T>(this Policy<T> policy, Actor actor, T row)
    {
        Expression<Func<T, bool>> visible = policy.Visible(actor);
        return visible.Compile()(row);
    }
}
