using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>
/// The tokens of programs: docs/tokens.md. The response to the request that creates one has the token itself, and no other response has.
/// </summary>
internal sealed class AccessTokens : EditableResource<AccessToken>
{
    public AccessTokens()
    {
        Attribute(t => t.CreatedAt).ReadOnly();
        Attribute(t => t.CreatedById).ReadOnly();
        Attribute(t => t.ExpiresAt);
        Attribute(t => t.Hint).ReadOnly();
        Attribute(t => t.LastUsedAt).ReadOnly();
        Attribute(t => t.Name).Required().MaxLength(100);
        Attribute(t => t.Scope).Required().MaxLength(TokenScope.MaxLength);
        WithIssuedToken("token", t => t.Token, (token, text) => token.Token = text, actor => actor.IsSignedIn);
        BelongsTo(t => t.User).Fixed().Inverse("access-tokens", isPrivate: true).DecidedByThisEnd("Its policy asks whose account it is.");
        PolicyReads((data, ids, ct) => data.Set<AccessToken>().Where(t => ids.Contains(t.Id)).Select(t => t.User).LoadAsync(ct));
        CreatedBy(draft => new CreateAccessToken(draft.Row));
    }

    public override Policy<AccessToken> Policy { get; } = new AccessTokenPolicy();
}
