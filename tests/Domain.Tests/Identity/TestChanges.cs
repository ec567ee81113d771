using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Tests.Identity;

/// <summary>Creates changes for policy tests, and evaluates the visibility of rows.</summary>
internal static class TestChanges
{
    /// <summary>A change of one member, whose value differs from every row's.</summary>
    public static Changes<T> To<T>(string member, string wireName) =>
        new([new Change<T, object?>(member, wireName, null, _ => null, (_, _) => { }, (_, _) => false)]);

    public static bool CanSee<T>(this Policy<T> policy, Actor actor, T row)
    {
        Expression<Func<T, bool>> visible = policy.Visible(actor);
        return visible.Compile()(row);
    }
}
