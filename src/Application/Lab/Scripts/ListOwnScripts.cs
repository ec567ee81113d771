using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>The caller's scripts, and then the examples and lessons, without their code.</summary>
internal sealed record ListOwnScripts : IRequest<IReadOnlyList<ListedScript>>
{
    internal sealed class Handler(IAuthorization authorization, IData data) : IRequestHandler<ListOwnScripts, IReadOnlyList<ListedScript>>
    {
        public async Task<IReadOnlyList<ListedScript>> Handle(ListOwnScripts request, CancellationToken ct)
        {
            authorization.Require(LabCallPolicy.UseLab(authorization.Actor));
            var userId = authorization.Actor.UserId;
            return await data.Set<LabScript>()
                .Where(s => s.UserId == null || s.UserId == userId)
                .OrderBy(s => s.UserId == null)
                .ThenBy(s => s.Kind)
                .ThenBy(s => s.Position)
                .ThenBy(s => s.Id)
                .Select(s => new ListedScript(s.Id, s.Title, s.Slug, s.UpdatedAt))
                .ToListAsync(ct);
        }
    }
}

/// <param name="Slug">The name of an example or lesson; null for a user's script.</param>
internal sealed record ListedScript(long Id, string Title, string? Slug, DateTimeOffset UpdatedAt);
