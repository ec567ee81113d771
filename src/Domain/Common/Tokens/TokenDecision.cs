namespace OpenEvent.Domain.Common;

/// <summary>The decisions about the scope of a token.</summary>
public static class TokenDecision
{
    public static Decision OtherEvent { get; } = Deny("This token is limited to other events.");

    /// <summary>Whether the actor's token may write a type of rows or run a use case (<see cref="ReadOnlyForTokensAttribute"/>).</summary>
    public static Decision About(Actor actor, Type subject, bool writes) =>
        actor.Scope is not null && writes && subject.IsDefined(typeof(ReadOnlyForTokensAttribute), inherit: false)
            ? ReadOnly()
            : About(actor, TokenModule.Of(subject), writes);

    /// <summary>Whether the scope of the actor's token has a module. Without a token it is allowed.</summary>
    public static Decision About(Actor actor, string module, bool writes)
    {
        if (actor.Scope is not { } scope || scope.Allows(module, writes))
            return Decision.Allow;
        return module == TokenModule.None
            ? Deny("A token cannot do this. Sign in with the password.")
            : Deny(
                $"The token needs the scope {(module == TokenModule.Shared ? TokenModule.Platform : module)}:{(writes ? "write" : "read")}."
            );
    }

    /// <summary>For what a token reads and does not write: see <see cref="ReadOnlyForTokensAttribute"/>.</summary>
    /// <param name="field">The JSON name of the attribute or relationship, if it is a single one.</param>
    public static Decision ReadOnly(string? field = null) =>
        Deny("A token cannot change who has rights, where money goes or where links lead. Sign in with the password.", field);

    private static Decision Deny(string reason, string? field = null) =>
        Decision.Deny(reason, field) with
        {
            Code = ProblemCode.TokenScope,
        };
}
